import { type Loop, startLoop } from '../../shared/jobs/loop.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import type { Line } from '../line/line-repository.ts';
import { estimatedWait } from '../waiting/pacing.ts';

/** How Tier 2 of an event stands: the line of Tier 1 follows it, and adds its wait to the one that people are told (E3). */
export interface TierTwo {
  /** People who could enter at this moment. */
  readonly free: number;
  readonly waiting: number;
  /** Seconds that somebody waits who joins now; null while nobody can say. */
  readonly waitSeconds: number | null;
}

export interface TierTwoReportOptions {
  readonly line: Pick<Line, 'activeEvents' | 'inspect'>;
  /** Keeps a report with its time (ms), where a room is active. */
  readonly keep: (eventId: string, report: TierTwo, now: number) => Promise<void>;
  readonly clock: () => Date;
  readonly logger: Pick<Logger, 'warn'>;
}

/** The advancer looks this often. */
const EVERY_MS = 10_000;

/**
 * Tells Tier 1 how Tier 2 stands, every ten seconds, for each event that anybody waits for or is inside of. Each replica does
 * it: they say the same. Whatever is away is passed over; Tier 1 believes no report that is a minute old.
 */
export function createTierTwoReport({ line, keep, clock, logger }: TierTwoReportOptions) {
  let loop: Loop | undefined;

  async function report(eventId: string): Promise<void> {
    const { waiting, inside, threshold, rate } = await line.inspect(eventId);
    const free = Math.max(threshold - inside, 0);
    const waitSeconds = waiting === 0 && free > 0 ? 0 : estimatedWait({ position: waiting + 1, threshold, rate });
    await keep(eventId, { free, waiting, waitSeconds }, clock().getTime());
  }

  async function reportAll(): Promise<void> {
    try {
      const results = await Promise.allSettled((await line.activeEvents()).map(report));
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
    } catch (error) {
      logger.warn({ err: error }, 'Tier 1 could not be told how Tier 2 stands');
    }
  }

  return {
    reportAll,
    start() {
      loop = startLoop({
        round: async () => {
          await reportAll();
          return { ms: EVERY_MS };
        },
      });
    },
    stop: async () => loop?.stop(),
  };
}
