import { type Loop, startLoop } from '../../shared/jobs/loop.ts';
import type { Logger } from '../../shared/logging/logger.ts';

/**
 * Runs `work` again and again with a pause in between, never twice at once. A failed round is logged and the next one
 * comes: what it left undone is still in the database.
 */
export function startJob(options: {
  readonly name: string;
  readonly intervalMs: number;
  readonly work: () => Promise<unknown>;
  readonly logger: Logger;
}): Pick<Loop, 'stop'> {
  const { name, intervalMs, work, logger } = options;
  return startLoop({
    firstPauseMs: intervalMs,
    async round() {
      try {
        await work();
      } catch (error) {
        logger.warn({ err: error, job: name }, 'a round failed; the next one tries again');
      }
      return { ms: intervalMs };
    },
  });
}
