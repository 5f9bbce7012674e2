import type { Pool } from '../shared/postgres/pool.ts';

/**
 * How every connection of ticket plans. The statements of a sale find their rows by key and nothing else, so there is one
 * right plan for each, whatever the tables hold:
 * - planned once (`force_generic_plan`): left alone PostgreSQL plans the hold anew each time, because one seat looks
 *   cheaper than the general case: 1.4 ms instead of 0.6 ms per hold, measured;
 * - without table scans: a plan made while the tables were empty read all of them once they had grown, until the next
 *   ANALYZE: 6 to 8 ms instead of 1 to 1.4 ms per hold, measured;
 * - without just-in-time compilation, which the price put on table scans would set off.
 */
const settings = `SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off`;

/** Gives the pool's connections these settings as they are made. */
export function planOnce(pool: Pool): Pool {
  // oxlint-disable-next-line typescript/no-misused-promises -- @types/pg says void; pg-pool 3.11 awaits the promise
  pool.options.onConnect = (client) => client.query(settings).then(() => undefined);
  return pool;
}
