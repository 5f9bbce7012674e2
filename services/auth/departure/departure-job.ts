import { type Loop, startLoop } from '../../shared/jobs/loop.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import type { DepartureRepository } from './departure-repository.ts';

const roundMs = 3_600_000;

/** Once an hour makes the accounts anonymous whose owners left 30 days ago. A round that fails is made up for by the next. */
export const startDepartureJob = (
  departures: Pick<DepartureRepository, 'anonymiseDue'>,
  logger: Pick<Logger, 'info' | 'warn'>,
): Loop =>
  startLoop({
    async round() {
      try {
        const gone = await departures.anonymiseDue(new Date());
        if (gone > 0) logger.info({ gone }, 'accounts were made anonymous');
        return { ms: gone > 0 ? 0 : roundMs };
      } catch (error) {
        logger.warn({ err: error }, 'accounts could not be made anonymous; tried again in an hour');
        return { ms: roundMs };
      }
    },
  });
