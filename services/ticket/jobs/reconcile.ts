import { z } from 'zod';
import type { InternalClient } from '../../shared/http/internal-client.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';
import { confirmPaid, markRefunded } from '../reservations/end-reservation.ts';
import type { Sale } from '../reservations/sale.ts';

/** What payment knows about a reservation's newest payment. */
const paymentStateSchema = z.object({
  found: z.boolean(),
  status: z.string().nullable(),
  method: z.string().nullable(),
  amount: z.int().nullable(),
  paymentId: z.uuid().nullable(),
});
export type PaymentState = z.infer<typeof paymentStateSchema>;
export type AskPayment = (reservationId: string) => Promise<PaymentState>;

/** Asks payment over HTTP. */
export function askPaymentOver(client: InternalClient): AskPayment {
  return (reservationId) =>
    client.call({
      method: 'GET',
      path: `/internal/payments/by-reservation/${reservationId}`,
      response: paymentStateSchema,
    });
}

/**
 * Reservations whose payment may have news that did not arrive: still pending after a minute, ended unpaid in the last
 * `windowSeconds`, or waiting for a refund. The documented rule (pending, older than 5 minutes, not yet expired) never
 * matched anything, because a hold lives 5 minutes (domain.md 10.3 #12), and its 50 a round would hide most of a big sale.
 * One pass over the table, every five minutes.
 */
const doubtfulText = `
SELECT id, user_id, status, payment_status FROM reservations
WHERE (status = 'pending' AND created_at < now() - interval '1 minute')
  OR (status IN ('expired', 'cancelled') AND payment_status = 'pending' AND updated_at > now() - make_interval(secs => $1::int))
  OR payment_status = 'refund_requested'
ORDER BY created_at LIMIT 10000`;

interface DoubtfulRow {
  readonly id: string;
  readonly user_id: string;
  readonly status: string;
  readonly payment_status: string;
}

/**
 * Compares with payment what may have been missed, and does what the missed event would have done.
 * @param windowSeconds how far back ended reservations are looked at; two rounds of the job
 * @returns how many differed
 */
export async function reconcile(
  sale: Sale,
  ask: AskPayment,
  logger: Logger,
  windowSeconds: number,
  db: Queryable = sale.db,
): Promise<number> {
  const { rows } = await db.query<DoubtfulRow>(doubtfulText, [windowSeconds]);
  let differing = 0;
  for (const row of rows) {
    if (await settleOne(sale, row, await ask(row.id))) {
      differing += 1;
      logger.warn({ reservationId: row.id }, 'reconciliation found what no event had brought');
    }
  }
  if (differing > 0) {
    sale.metrics.mismatch(differing);
    sale.wakeRelay();
  }
  return differing;
}

async function settleOne(sale: Sale, row: DoubtfulRow, state: PaymentState): Promise<boolean> {
  if (!state.found || state.paymentId === null || state.amount === null) return false;
  const { paymentId, amount } = state;
  if (state.status === 'confirmed' && row.payment_status === 'pending') {
    const payment = {
      reservationId: row.id,
      paymentId,
      amount,
      paymentMethod: state.method ?? 'toss',
      userId: row.user_id,
    };
    const { outcome } = await confirmPaid(sale, payment);
    return outcome !== 'already';
  }
  if (state.status === 'refunded' && row.payment_status === 'refund_requested') {
    const refund = { reservationId: row.id, paymentId, amount, reason: 'found by reconciliation' };
    return (await markRefunded(sale, refund)).changed;
  }
  return false;
}
