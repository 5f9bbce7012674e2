import { forgetIdempotencyKeys } from '../shared/idempotency/idempotency-store.ts';
import { type Loop, startLoop } from '../shared/jobs/loop.ts';
import type { Logger } from '../shared/logging/logger.ts';
import type { Queryable } from '../shared/postgres/pool.ts';

const roundMs = 600_000;

/** Forgets who has seen what once it can no longer keep a view from counting. */
export async function forgetViews(db: Queryable, windowSeconds: number): Promise<void> {
  await db.query('DELETE FROM views WHERE seen_at < now() - make_interval(secs => $1)', [windowSeconds]);
}

/** Forgets old views and idempotency keys every ten minutes. A round that fails is made up for by the next one. */
export const startHousekeeping = (db: Queryable, windowSeconds: number, logger: Pick<Logger, 'warn'>): Loop =>
  startLoop({
    round: async () => {
      const forget = async () => {
        await forgetViews(db, windowSeconds);
        await forgetIdempotencyKeys(db);
      };
      await forget().catch((error: unknown) =>
        logger.warn({ err: error }, 'housekeeping failed; tried again in ten minutes'),
      );
      return { ms: roundMs };
    },
  });
