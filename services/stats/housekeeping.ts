import { type Loop, startLoop } from '../shared/jobs/loop.ts';
import type { Logger } from '../shared/logging/logger.ts';
import type { Queryable } from '../shared/postgres/pool.ts';

const hourMs = 3_600_000;

/**
 * Kafka keeps events for 7 days (architecture.md 5.3); what was taken in is remembered twice as long (10.4 #4). The log of
 * events itself is never emptied: it refuses repetitions for ever.
 */
export async function forgetOld(db: Queryable): Promise<void> {
  await db.query(`DELETE FROM inbox WHERE received_at < now() - interval '14 days'`);
}

/** Runs forgetOld once an hour. A round that fails is made up for by the next one. */
export const startHousekeeping = (db: Queryable, logger: Pick<Logger, 'warn'>): Loop =>
  startLoop({
    round: async () => {
      await forgetOld(db).catch((error: unknown) =>
        logger.warn({ err: error }, 'housekeeping failed; tried again in an hour'),
      );
      return { ms: hourMs };
    },
  });
