import { AppError } from '../../shared/errors/app-error.ts';
import type { Admitted } from '../../shared/sqs/booking-messages.ts';
import type { EntryClaims } from '../../shared/tokens/claims.ts';
import type { TokenSigner } from '../../shared/tokens/sign.ts';
import type { EventInfo } from '../catalog/event-catalog.ts';
import type { Line, Standing, Tier1Place } from '../line/line-repository.ts';
import type { QueueMetrics } from '../queue-metrics.ts';
import { admissionId, entryTicket } from './entry-ticket.ts';
import { estimatedWait, nextPoll } from './pacing.ts';
import type { QueueStatus } from './queue-schemas.ts';

export type Waiting = ReturnType<typeof createWaiting>;

interface WaitingDependencies {
  readonly line: Pick<Line, 'join' | 'visit' | 'leave'>;
  /** @throws AppError EVENT_NOT_FOUND */
  readonly eventInfo: (eventId: string) => Promise<EventInfo>;
  readonly signer: TokenSigner<EntryClaims>;
  readonly metrics: Pick<QueueMetrics, 'joined' | 'admitted' | 'left'>;
  readonly entryTokenSeconds: number;
  /** Hears of each admission once, when its person has come. */
  readonly announce: (admission: Admitted) => void;
}

/** A sale that is over has no line; one that has not begun has: people come early (runtime.md 1.1). */
const closedStatuses: readonly string[] = ['ended', 'cancelled'];

/** What a person can do in a line. */
export function createWaiting(dependencies: WaitingDependencies) {
  const { line, eventInfo, signer, metrics, entryTokenSeconds, announce } = dependencies;

  /** The one place from which admissions are announced, however they came about (10.4 #11): a script says each once. */
  function noticed(eventId: string, userId: string, standing: Standing): Standing {
    const { happened, place, now } = standing;
    if (happened === 'claimed' || happened === 'joined-and-admitted') {
      const id = admissionId(eventId, userId, standing);
      announce({ action: 'admitted', id, eventId, userId, timestamp: now, place });
    }
    return standing;
  }

  function describe(eventId: string, userId: string, standing: Standing, { title, artist }: EventInfo): QueueStatus {
    const common = {
      currentUsers: standing.inside,
      threshold: standing.threshold,
      eventInfo: { title, artist },
    };
    switch (standing.state) {
      case 'admitted':
        return {
          ...common,
          queued: false,
          status: 'active',
          nextPoll: nextPoll(0),
          entryToken: entryTicket(signer, eventId, userId, standing, entryTokenSeconds),
          expiresAt: new Date(standing.admissionEndsAt).toISOString(),
        };
      case 'waiting': {
        const position = standing.ahead + 1;
        return {
          ...common,
          queued: true,
          status: 'queued',
          position,
          peopleAhead: standing.ahead,
          // Sums are up to one round old, the size is not: never show a negative number between the two.
          peopleBehind: Math.max(standing.waiting - position, 0),
          estimatedWait: estimatedWait({ position, threshold: standing.threshold, rate: standing.rate }),
          nextPoll: nextPoll(position),
          queueSize: Math.max(standing.waiting, position),
        };
      }
      case 'none':
        return { ...common, queued: false, status: 'not_in_queue', queueSize: standing.waiting, nextPoll: nextPoll(0) };
    }
  }

  return {
    /**
     * Takes a place or finds the one there is. The place comes from the order of arrival, or from the signed place of Tier 1
     * (E3): nothing else that the client sends can move it (10.1 #12).
     * @throws AppError EVENT_NOT_FOUND, EVENT_CLOSED, DEPENDENCY_UNAVAILABLE
     */
    async check(eventId: string, userId: string, tier1?: Tier1Place): Promise<QueueStatus> {
      const info = await eventInfo(eventId);
      if (closedStatuses.includes(info.status)) {
        throw new AppError('EVENT_CLOSED', `The sale of this event is over (${info.status}).`, { eventId });
      }
      const standing = noticed(eventId, userId, await line.join(eventId, userId, tier1));
      if (standing.happened === 'joined' || standing.happened === 'joined-and-admitted') metrics.joined.inc();
      if (standing.happened === 'joined-and-admitted') metrics.admitted.inc();
      return describe(eventId, userId, standing, info);
    },

    /** Where the person stands; counts as a sign of life. @throws AppError EVENT_NOT_FOUND, DEPENDENCY_UNAVAILABLE */
    async status(eventId: string, userId: string): Promise<QueueStatus> {
      const [info, standing] = await Promise.all([eventInfo(eventId), line.visit(eventId, userId)]);
      return describe(eventId, userId, noticed(eventId, userId, standing), info);
    },

    /** A sign of life and nothing else: no token is made, the catalog is not asked. */
    async heartbeat(eventId: string, userId: string) {
      const { state } = noticed(eventId, userId, await line.visit(eventId, userId));
      if (state === 'none') return { status: 'not_in_queue', queued: false } as const;
      return state === 'waiting'
        ? ({ status: 'queued', queued: true } as const)
        : ({ status: 'active', queued: false } as const);
    },

    /** Gives up the place or the slot; saying it twice is fine. */
    async leave(eventId: string, userId: string) {
      const was = await line.leave(eventId, userId);
      if (was !== 'absent') metrics.left.inc();
      return { message: was === 'absent' ? 'You were not in this line' : 'You have left the line' };
    },
  };
}
