import { type Loop, startLoop } from '../../shared/jobs/loop.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { claimPartRefunds } from './part-refund-repository.ts';
import { findById } from './payment-repository.ts';
import { settlePartRefund } from './settle-part-refund.ts';
import { type SettleParts, settlePayment } from './settle-payment.ts';
import { claimUnsettled, countStuck } from './unsettled-payments.ts';

export interface SettlementJobOptions {
  readonly pool: Pool;
  readonly settle: SettleParts;
  readonly logger: Pick<Logger, 'warn'>;
  /** Pause between looks when nobody calls `wake`. */
  readonly intervalMs: number;
  /** How long a payment under way is left to the request that works on it; above the provider's time-out. */
  readonly leaseMs: number;
  readonly onStuck: (stuck: { approving: number; refunding: number }) => void;
}

/** Payments asked about at once; the provider's rate limit, not ours, is the reason to stay low. */
const batchSize = 10;

/**
 * Settles what is due, batch by batch, until nothing is. One payment's failure does not keep the others waiting.
 * @returns how many payments were looked at
 */
export async function settleDue(
  options: Pick<SettlementJobOptions, 'pool' | 'settle' | 'logger' | 'leaseMs'>,
): Promise<number> {
  const { pool, settle, leaseMs } = options;
  const payments = await inBatches(
    () => claimUnsettled(pool, leaseMs, batchSize),
    (id) =>
      guarded(options, id, async () => {
        const payment = await findById(pool, id);
        if (payment) await settlePayment(settle, payment);
      }),
  );
  const parts = await inBatches(
    () => claimPartRefunds(pool, leaseMs, batchSize),
    (part) => guarded(options, part.paymentId, () => settlePartRefund(settle, part)),
  );
  return payments + parts;
}

async function inBatches<T>(claim: () => Promise<T[]>, work: (one: T) => Promise<void>): Promise<number> {
  let looked = 0;
  for (;;) {
    const claimed = await claim();
    await Promise.all(claimed.map(work));
    looked += claimed.length;
    if (claimed.length < batchSize) return looked;
  }
}

async function guarded(
  { logger }: Pick<SettlementJobOptions, 'logger'>,
  paymentId: string,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    logger.warn({ err: error, paymentId }, 'a payment could not be settled; it is tried again after its lease');
  }
}

/** Runs settleDue now and then, and at once after `wake` (a refund was asked for). */
export function startSettlementJob(options: SettlementJobOptions): Loop {
  return startLoop({
    async round() {
      try {
        await settleDue(options);
        options.onStuck(await countStuck(options.pool));
      } catch (error) {
        options.logger.warn({ err: error }, 'the settlement job could not reach its database; it tries again');
      }
      return { ms: options.intervalMs };
    },
  });
}
