import type { Queryable } from '../../shared/postgres/pool.ts';

/** Any number that no other part of stats locks. */
const lockKey = 20_261_122;

/**
 * A recount holds the lock alone. Its SQLSTATE says "try again" (serialization_failure), which the consumer does until
 * the recount is over; waiting in the statement would run into its time limit and send good events to the dead letters.
 */
class RecountRunning extends Error {
  override readonly name = 'RecountRunning';
  readonly code = '40001';
}

/** Takes part in counting until the transaction ends. @throws RecountRunning, to be tried again */
export async function beCountedNow(tx: Queryable): Promise<void> {
  const { rows } = await tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock_shared($1) AS mine', [lockKey]);
  if (!rows[0]?.mine) throw new RecountRunning('the statistics are being recounted');
}

/** Waits for all who count, and keeps them out until the transaction ends. */
export async function recountAlone(tx: Queryable): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
}
