import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../shared/errors/app-error.ts';
import { isTransientDatabaseError, violatedUniqueConstraint } from '../shared/postgres/pool.ts';

const tries = 4;
const firstPauseMs = 100;

/**
 * Tries a transaction again after a fault that passes: a failover, a deadlock, a twin that was faster. Giving the message
 * back instead would let its buyer wait for the five minutes of its visibility, and everybody behind it.
 * @param hasTime asked before each further try
 * @throws what the last try threw
 */
export async function retrying<T>(transaction: () => Promise<T>, hasTime: () => boolean): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === tries || !passes(error) || !hasTime()) throw error;
      await sleep(firstPauseMs * 2 ** (attempt - 1));
    }
  }
}

/**
 * In a transaction a statement that met its twin leaves nothing but 25P02 ("the transaction is aborted") for the look at the
 * earlier one that follows; the next try finds the twin committed.
 */
function passes(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'IDEMPOTENCY_KEY_IN_USE';
  const isAborted = error instanceof Error && 'code' in error && error.code === '25P02';
  return isAborted || violatedUniqueConstraint(error) !== undefined || isTransientDatabaseError(error);
}
