import { wholeNumber } from '../config/common-settings.ts';
import { type Loop, startLoop } from '../jobs/loop.ts';
import type { Logger } from '../logging/logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { inTransaction, type Pool } from '../postgres/pool.ts';
import type { Invariant } from './invariant.ts';

/** Environment pieces, spread into a service's z.object. */
export const invariantSettings = { INVARIANT_CHECK_INTERVAL_MS: wholeNumber(60_000) };

interface WatchOptions {
  readonly invariants: readonly Invariant[];
  readonly pool: Pool;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly intervalMs: number;
}

/** Connections are made and consumers joined first. */
const firstPauseMs = 2_000;

/**
 * Asks the database again and again whether what must be true is, and says so as `urr_invariant_broken`: 0, or an alarm.
 * What could not be asked has no value at all; silence must never read as zero.
 */
export function watchInvariants(options: WatchOptions): Pick<Loop, 'stop'> {
  const check = createInvariantCheck(options);
  return startLoop({
    firstPauseMs,
    round: async () => {
      await check();
      return { ms: options.intervalMs };
    },
  });
}

/** One round; never rejects. */
export function createInvariantCheck({ invariants, pool, metrics, logger }: Omit<WatchOptions, 'intervalMs'>) {
  const gauge = metrics.gauge('urr_invariant_broken', 'Rows that break an invariant (runtime.md 3.2); always 0', [
    'invariant',
  ]);
  return async (): Promise<void> => {
    for (const invariant of invariants) {
      const { name } = invariant;
      try {
        const broken = await count(pool, invariant);
        gauge.set({ invariant: name }, broken);
        if (broken > 0) logger.error({ invariant: name, broken }, 'an invariant is broken');
      } catch (error) {
        gauge.remove({ invariant: name });
        logger.warn({ err: error, invariant: name }, 'an invariant could not be checked');
      }
    }
  };
}

function count(pool: Pool, { sql, values = [] }: Invariant): Promise<number> {
  return inTransaction(pool, async (tx) => {
    await tx.query('SET TRANSACTION READ ONLY');
    // Whole tables are read once: a service's own settings are made for statements that find a few rows by key.
    await tx.query('SET LOCAL enable_seqscan = on');
    await tx.query("SET LOCAL plan_cache_mode = 'auto'");
    await tx.query("SET LOCAL statement_timeout = '10s'");
    const { rows } = await tx.query<{ n: number }>(sql, [...values]);
    return Number(rows[0]?.n ?? 0);
  });
}
