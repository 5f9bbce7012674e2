import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../shared/logging/logger.ts';

export interface RepeatingJob {
  /** Ends the pause; a running round is finished first. */
  stop(): Promise<void>;
}

/**
 * Runs `work` again and again with a pause in between, never twice at once. A failed round is logged and the next one
 * comes: what it left undone is still in the database.
 */
export function startJob(options: {
  readonly name: string;
  readonly intervalMs: number;
  readonly work: () => Promise<unknown>;
  readonly logger: Logger;
}): RepeatingJob {
  const { name, intervalMs, work, logger } = options;
  const ending = new AbortController();

  async function run(): Promise<void> {
    while (!ending.signal.aborted) {
      await sleep(intervalMs, undefined, { signal: ending.signal }).catch(() => undefined);
      if (ending.signal.aborted) return;
      try {
        await work();
      } catch (error) {
        logger.warn({ err: error, job: name }, 'a round failed; the next one tries again');
      }
    }
  }
  const running = run();
  return {
    async stop() {
      ending.abort();
      await running;
    },
  };
}
