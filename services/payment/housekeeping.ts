import { forgetIdempotencyKeys } from '../shared/idempotency/idempotency-store.ts';
import { type Loop, startLoop } from '../shared/jobs/loop.ts';
import type { Logger } from '../shared/logging/logger.ts';
import type { Queryable } from '../shared/postgres/pool.ts';

const roundMs = 3_600_000;

/** Kafka keeps events for 7 days (architecture.md 5.3); what was applied is remembered twice as long (domain.md 10.4 #4). */
const forget = [
  `DELETE FROM inbox WHERE received_at < now() - interval '14 days'`,
  `DELETE FROM webhook_events WHERE received_at < now() - interval '30 days'`,
] as const;

/** Forgets what has outlived its use. */
export async function forgetOld(db: Queryable): Promise<void> {
  await forgetIdempotencyKeys(db);
  for (const statement of forget) await db.query(statement);
}

/** Runs forgetOld once an hour. A round that fails is made up for by the next one. */
export const startHousekeeping = (db: Queryable, logger: Pick<Logger, 'warn'>): Loop =>
  startLoop({
    async round() {
      await forgetOld(db).catch((error: unknown) =>
        logger.warn({ err: error }, 'housekeeping failed; tried again in an hour'),
      );
      return { ms: roundMs };
    },
  });
