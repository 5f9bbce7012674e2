import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { RedisClient } from '../../shared/redis/redis-client.ts';
import { activeEventsKey, bucketKey, lineKeys, thresholdKey } from './line-keys.ts';
import { createRedisGuard, type RedisGuard } from './redis-guard.ts';
import { createScriptRunner } from './script-runner.ts';
import { inspectScript } from './scripts/inspect.ts';
import { leaveScript } from './scripts/leave.ts';
import { forgetRetiredScript, resetScript } from './scripts/reset.ts';
import { releaseScript, tickScript } from './scripts/tick.ts';
import { joinScript, visitScript } from './scripts/visit.ts';

/** How a line is run; durations in milliseconds. */
export interface LineSettings {
  /** People inside at once, unless the event has its own threshold. */
  readonly threshold: number;
  /** How long an admission lasts after the last visit. */
  readonly admissionMs: number;
  /** How long it lasts at most, however often its holder visits (10.4 #12). */
  readonly admissionCapMs: number;
  /** How long an admission waits for its holder to show up. */
  readonly claimMs: number;
  /** A waiting person who gives no sign of life for this long is gone (at most a tenth later). */
  readonly heartbeatTimeoutMs: number;
  readonly intervalMs: number;
  readonly batch: number;
  readonly leaseMs: number;
}

/** Where a person stands, and what the line looks like from there; times in epoch milliseconds on the clock of Redis. */
export interface Standing {
  readonly state: 'none' | 'waiting' | 'admitted';
  readonly happened: 'nothing' | 'joined' | 'joined-and-admitted' | 'claimed';
  /** Number of the place in this line, 1 for the first who ever joined; 0 without one. */
  readonly place: number;
  /** Living people before this one. */
  readonly ahead: number;
  readonly waiting: number;
  readonly inside: number;
  readonly threshold: number;
  readonly admissionEndsAt: number;
  readonly claimedAt: number;
  readonly now: number;
  /** When the last admission round ran; 0 before the first. */
  readonly tickedAt: number;
  /** Admissions counted over this many milliseconds. */
  readonly rate: { readonly overMs: number; readonly admitted: number };
}

/** A place in the waiting room in front (Tier 1), as its signed pass says. */
export interface Tier1Place {
  readonly place: number;
  /** The pass's own id, a UUID: it counts once. */
  readonly pass: string;
}

/** One admission round. `over` is invariant I11: people inside above the threshold after admitting, always 0. */
export interface Round {
  readonly outcome: 'not-mine' | 'too-soon' | 'done';
  readonly admitted: number;
  readonly inside: number;
  readonly threshold: number;
  readonly waiting: number;
  readonly over: number;
  readonly expired: number;
  readonly idle: boolean;
}

export type Line = ReturnType<typeof createLine>;

const states = ['none', 'waiting', 'admitted'] as const;
const happenings = ['nothing', 'joined', 'joined-and-admitted', 'claimed'] as const;
const outcomes = ['not-mine', 'too-soon', 'done'] as const;
const departures = ['absent', 'waiting', 'admitted'] as const;

const n = z.number();
const standingReply = z.tuple([n, n, n, n, n, n, n, n, n, n, n, n, n]);
const roundReply = z.tuple([n, n, n, n, n, n, n, n]);
const resetReply = z.tuple([n, n, n, z.array(z.string()), n]);
const overviewReply = z.tuple([n, n, n, n, n]);
const countReply = z.number();
const namesReply = z.array(z.string());

const unlinkStep = 500;

/** Sixteen bytes for a person, spread evenly whatever their id looks like, so that buckets fill alike. */
const personKey = (userId: string) => createHash('sha256').update(userId).digest().subarray(0, 16);

/** Names the buckets of a line, so that those of the one before are never taken for its own. */
const newEpoch = () => String(randomBytes(4).readUInt32LE() || 1);

/**
 * The line of every event, kept in Redis.
 * @param clock epoch ms for tests; without it the clock of Redis counts, one for all replicas.
 */
export function createLine(
  redis: RedisClient,
  settings: LineSettings,
  clock: () => number = () => 0,
  guard: RedisGuard = createRedisGuard(),
) {
  const run = createScriptRunner(redis, guard);
  const now = () => String(clock());

  const admissionTimes = [String(settings.admissionMs), String(settings.admissionCapMs)];

  async function standingOf(eventId: string, reply: unknown): Promise<Standing> {
    const standing = toStanding(standingReply.parse(reply));
    // Whoever shows up puts an event back on the list that a crashed or racing replica took off it (10.4 #14).
    const unattended = standing.now - standing.tickedAt > 5 * settings.intervalMs;
    if (unattended && standing.state !== 'none') await guard(() => redis.sAdd(activeEventsKey, eventId));
    return standing;
  }

  async function reset(eventId: string, onlyIfIdle: boolean) {
    const reply = await run(resetScript, lineKeys(eventId), [now(), onlyIfIdle ? '1' : '0', newEpoch()]);
    const [done, waiting, inside, retired, staying] = resetReply.parse(reply);
    for (const note of retired) {
      const [epoch = 0, buckets = 0] = note.split(' ').map(Number);
      for (let from = 0; from < buckets; from += unlinkStep) {
        const count = Math.min(unlinkStep, buckets - from);
        const names = Array.from({ length: count }, (_, i) => bucketKey(eventId, epoch, from + i));
        await guard(() => redis.unlink(names));
      }
      await run(forgetRetiredScript, lineKeys(eventId), [now(), note]);
    }
    if (done === 1 && staying === 0) await takeOffTheList(eventId);
    return { done: done === 1, waiting, inside };
  }

  async function takeOffTheList(eventId: string) {
    await guard(() => redis.sRem(activeEventsKey, eventId));
    // Somebody may have joined just before; the order of these commands makes sure that one of us lists them.
    const isBack = (await guard(() => redis.exists(lineKeys(eventId).slice(0, 1)))) > 0;
    if (isBack) await guard(() => redis.sAdd(activeEventsKey, eventId));
  }

  return {
    /**
     * Takes a place, or finds the one this person has: a second tab, device or call changes nothing.
     * @param tier1 orders them before everybody without such a place, among their like by it (ruling E3)
     */
    async join(eventId: string, userId: string, tier1?: Tier1Place): Promise<Standing> {
      const pass = tier1 === undefined ? [] : Buffer.from(tier1.pass.replaceAll('-', ''), 'hex').subarray(-8);
      const values = [
        now(),
        personKey(userId),
        ...admissionTimes,
        String(settings.threshold),
        newEpoch(),
        String(tier1?.place ?? 0),
        Buffer.from(pass),
      ];
      return standingOf(eventId, await run(joinScript, lineKeys(eventId), values));
    },

    /** Where the person stands; counts as a sign of life, takes no place. */
    async visit(eventId: string, userId: string): Promise<Standing> {
      const values = [now(), personKey(userId), ...admissionTimes];
      return standingOf(eventId, await run(visitScript, lineKeys(eventId), values));
    },

    /** Gives up the place or the slot (which others get when its token has ended); says what it was. */
    async leave(eventId: string, userId: string) {
      const reply = await run(leaveScript, lineKeys(eventId), [now(), personKey(userId)]);
      return departures[countReply.parse(reply)] ?? 'absent';
    },

    /** One admission round of the event, if `owner` has or gets the lease. */
    async tick(eventId: string, owner: string): Promise<Round> {
      const { leaseMs, intervalMs, batch, threshold, claimMs, heartbeatTimeoutMs } = settings;
      const values = [leaseMs, intervalMs, batch, threshold, claimMs, heartbeatTimeoutMs].map(String);
      const reply = roundReply.parse(await run(tickScript, lineKeys(eventId), [now(), owner, ...values]));
      const [outcome, admitted, inside, limit, waiting, over, expired, idle] = reply;
      return {
        outcome: outcomes[outcome] ?? 'not-mine',
        admitted,
        inside,
        threshold: limit,
        waiting,
        over,
        expired,
        idle: idle === 1,
      };
    },

    /** Hands the lease to whoever comes next; nothing happens when it is another's. */
    release: (eventId: string, owner: string) => run(releaseScript, lineKeys(eventId), [now(), owner]),

    /** Frees the memory of a line nobody waits or is inside of, and takes the event off the list. */
    retire: async (eventId: string): Promise<boolean> => (await reset(eventId, true)).done,

    /** Sends everybody away: waiting and admitted. The operator's threshold stays, and slots until their tokens end. */
    async clear(eventId: string) {
      const { waiting, inside } = await reset(eventId, false);
      return { waiting, inside };
    },

    /** How many wait and are inside; changes nothing. */
    async inspect(eventId: string) {
      const reply = await run(inspectScript, lineKeys(eventId), [now(), String(settings.threshold)]);
      const [waiting, inside, threshold, overMs, admitted] = overviewReply.parse(reply);
      return { waiting, inside, threshold, rate: { overMs, admitted } };
    },

    /** @param threshold people inside at once for this event; 0 pauses admission */
    setThreshold: async (eventId: string, threshold: number) => {
      await guard(() => redis.set(thresholdKey(eventId), String(threshold)));
    },

    /** The events that need admission rounds. */
    activeEvents: async () => namesReply.parse(await guard(() => redis.sMembers(activeEventsKey))),
  };
}

function toStanding(reply: z.infer<typeof standingReply>): Standing {
  const [state, happened, place, ahead, waiting, inside, threshold, ends, claimed, now, ticked, overMs, admitted] =
    reply;
  return {
    state: states[state] ?? 'none',
    happened: happenings[happened] ?? 'nothing',
    place,
    ahead,
    waiting,
    inside,
    threshold,
    admissionEndsAt: ends,
    claimedAt: claimed,
    now,
    tickedAt: ticked,
    rate: { overMs, admitted },
  };
}
