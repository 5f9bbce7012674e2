import { setTimeout as sleep } from 'node:timers/promises';
import { forgetIdempotencyKeys } from '../shared/idempotency/idempotency-store.ts';
import type { Logger } from '../shared/logging/logger.ts';
import type { Queryable } from '../shared/postgres/pool.ts';

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
export function startHousekeeping(db: Queryable, logger: Pick<Logger, 'warn'>, intervalMs = 3_600_000) {
  const ending = new AbortController();
  const run = async () => {
    while (!ending.signal.aborted) {
      await forgetOld(db).catch((error: unknown) =>
        logger.warn({ err: error }, 'housekeeping failed; tried again in an hour'),
      );
      await sleep(intervalMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    async stop() {
      ending.abort();
      await running;
    },
  };
}
