import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE_MS = 25;

/**
 * Runs `work` until it succeeds, at most `attempts` times, with growing pauses of random length: callers that were throttled
 * together must not come back together. Rejects with the last error.
 */
export async function withAttempts<Result>(attempts: number, work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts) throw error;
      await sleep(Math.random() * FIRST_PAUSE_MS * 3 ** attempt);
    }
  }
}
