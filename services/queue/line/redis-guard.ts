import { ErrorReply } from 'redis';
import { AppError } from '../../shared/errors/app-error.ts';

/** Runs a Redis command so that a dead or hanging server is an answer, not a wait. */
export type RedisGuard = <T>(work: () => Promise<T>) => Promise<T>;

interface GuardSettings {
  /** How long one command may take; the clients poll, so they would rather come again. */
  readonly timeoutMs: number;
  /** Unanswered commands in a row after which only one trial is let through per `trialMs`. */
  readonly failures: number;
  readonly trialMs: number;
}

/** Replies of a server that lives but cannot serve just now: starting, failing over, full, without replicas. */
const passing = /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|MISCONF|OOM|BUSY)\b/;

/**
 * The breaker around Redis (domain.md 1.0). A hanging server would otherwise collect every poll in memory. Unlike the
 * documented 30 s of silence it tries once a second, because everybody in the line feels each second.
 * @throws AppError DEPENDENCY_UNAVAILABLE when Redis is away, hangs or cannot serve; errors of our own scripts pass as they are
 */
export function createRedisGuard(
  settings: GuardSettings = { timeoutMs: 2_000, failures: 5, trialMs: 1_000 },
  clock: () => number = () => performance.now(),
): RedisGuard {
  let unanswered = 0;
  let nextTrialAt = 0;

  return async (work) => {
    if (unanswered >= settings.failures) {
      if (clock() < nextTrialAt) throw unavailable();
      nextTrialAt = clock() + settings.trialMs;
    }
    try {
      const result = await within(settings.timeoutMs, work());
      unanswered = 0;
      return result;
    } catch (error) {
      if (error instanceof ErrorReply && !passing.test(error.message)) throw error;
      unanswered += 1;
      nextTrialAt = clock() + settings.trialMs;
      throw unavailable(error);
    }
  };
}

const unavailable = (cause?: unknown) =>
  new AppError('DEPENDENCY_UNAVAILABLE', 'The line cannot be reached for a moment; your place is kept.', {}, cause);

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer from redis in ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
