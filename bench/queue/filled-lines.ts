import { randomUUID } from 'node:crypto';
import { createLine, type LineSettings } from '../../services/queue/line/line-repository.ts';
import { createRedisGuard } from '../../services/queue/line/redis-guard.ts';
import type { RedisClient } from '../../services/shared/redis/redis-client.ts';
import { createPlainLine } from './plain-line.ts';
import { inFlight, usedMemory } from './redis-cost.ts';

/** The documented numbers; rounds follow each other without waiting here, so nobody may time out by the bench's clock. */
const settings: LineSettings = {
  threshold: 0,
  admissionMs: 600_000,
  admissionCapMs: 1_200_000,
  claimMs: 600_000_000,
  heartbeatTimeoutMs: 600_000_000,
  intervalMs: 1_000,
  batch: 100,
  leaseMs: 4_000,
};

let time = 1_750_000_000_000;
/** The bench's clock, epoch ms. */
const now = () => time;
/** One admission interval goes by. */
export const pass = () => {
  time += settings.intervalMs;
};

/** A busy machine is no outage here. */
const patient = createRedisGuard({ timeoutMs: 60_000, failures: 1, trialMs: 0 });
export const lineOn = (redis: RedisClient, threshold: number) =>
  createLine(redis, { ...settings, threshold }, now, patient);

/** Person number i, as a user id of 36 characters. */
export const person = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

export interface Contestant {
  readonly join: (who: string) => Promise<unknown>;
  readonly visit: (who: string) => Promise<unknown>;
  /** Admits 10,000 in batches of 100, `room` being the threshold. */
  readonly admitTenThousand: (room: number) => Promise<unknown>;
}

export interface FilledLines {
  readonly size: number;
  readonly ours: Contestant;
  readonly plain: Contestant;
  readonly ourBytes: number;
  readonly plainBytes: number;
}

/** Both layouts with the same people in them, and what that took. */
export async function fillLines(redis: RedisClient, size: number): Promise<FilledLines> {
  const event = randomUUID();
  const line = lineOn(redis, 0);
  const before = await usedMemory(redis);
  await inFlight(size, 500, (index) => line.join(event, person(index)));
  pass();
  await line.tick(event, 'bench');
  // The worst case of the bitmaps: somebody at the very end has shown up in every slot.
  for (let slot = 0; slot < 11; slot += 1) await redis.setBit(`{${event}}:seen:${slot}`, size, 1);
  const between = await usedMemory(redis);
  const plain = await createPlainLine(redis, randomUUID(), now);
  await plain.fill(size, person);
  const after = await usedMemory(redis);

  return {
    size,
    ours: {
      join: (who) => line.join(event, who),
      visit: (who) => line.visit(event, who),
      async admitTenThousand(room) {
        const open = lineOn(redis, room);
        for (let admitted = 0; admitted < 10_000; ) {
          pass();
          const round = await open.tick(event, 'bench');
          if (round.admitted === 0) throw new Error('the line of the bench ran dry');
          admitted += round.admitted;
        }
      },
    },
    plain: { ...plain, admitTenThousand: (room) => inFlight(100, 1, () => plain.admit(room, settings.batch)) },
    ourBytes: (between - before) / size,
    plainBytes: (after - between) / size,
  };
}
