import { AppError } from '../../shared/errors/app-error.ts';
import type { PaymentType } from '../../shared/events/topics.ts';
import { inTransaction, type Queryable } from '../../shared/postgres/pool.ts';
import { type Desk, noteRefund } from '../desk.ts';
import { yearIsOpen } from '../memberships/activate.ts';
import { cancelOwn } from '../reservations/end-reservation.ts';
import type { Sale } from '../reservations/sale.ts';

/** A payment whose payer asks payment for the money. */
export interface AskedBack {
  readonly paymentId: string;
  readonly paymentType: PaymentType;
  readonly referenceId: string;
  readonly userId: string;
  /** Won. */
  readonly amount: number;
  readonly reason: string;
}

/**
 * Takes back what a payment has bought, if it may be given back: used tickets and a year that has begun are not. What has not
 * been delivered yet will not be: a confirmation that arrives later is refused.
 * @returns whether this call took something back; false when nothing stands on the payment any more
 * @throws AppError RESERVATION_NOT_CANCELLABLE, MEMBERSHIP_RUNS
 */
export async function giveUp(sale: Sale, desk: Desk, asked: AskedBack): Promise<boolean> {
  if (asked.paymentType === 'membership') return inTransaction(desk.pool, (tx) => giveUpYear(tx, asked));
  const reservation = await inTransaction(desk.pool, (tx) => boughtBy(tx, asked));
  if (reservation === undefined) return false;
  try {
    await cancelOwn(sale, reservation);
    return true;
  } catch (error) {
    // Ended already: the money is due, and asking for it again changes nothing.
    if (error instanceof AppError && ['cancelled', 'expired'].includes(String(error.details.state))) return false;
    if (error instanceof AppError && error.code === 'RESERVATION_NOT_FOUND') return false;
    throw error;
  }
}

/**
 * The reservation that stands on this payment or still waits for it. For a transfer that is not complete the refund is
 * written down instead, so that it can no longer be completed with this money.
 */
async function boughtBy(tx: Queryable, asked: AskedBack) {
  const { rows } = await tx.query<{ id: string; user_id: string }>(
    asked.paymentType === 'reservation'
      ? {
          name: 'give-up-reservation',
          text: 'SELECT id, user_id FROM reservations WHERE id = $1 AND coalesce(payment_id, $2) = $2',
          values: [asked.referenceId, asked.paymentId],
        }
      : {
          name: 'give-up-transfer',
          text: `SELECT r.id, r.user_id FROM ticket_transfers t JOIN reservations r ON r.id = t.reservation_id
                 WHERE t.id = $1 AND t.payment_id = $2 AND r.payment_id = $2`,
          values: [asked.referenceId, asked.paymentId],
        },
  );
  const [found] = rows;
  if (found) return { reservationId: found.id, userId: found.user_id };
  if (asked.paymentType === 'transfer') {
    await tx.query({
      name: 'give-up-transfer-lock',
      text: 'SELECT FROM ticket_transfers WHERE id = $1 FOR UPDATE',
      values: [asked.referenceId],
    });
    await noteRefund(tx, asked);
  }
  return undefined;
}

async function giveUpYear(tx: Queryable, asked: AskedBack): Promise<boolean> {
  await tx.query({
    name: 'give-up-membership-lock',
    text: 'SELECT FROM artist_memberships WHERE payment_reference_id = $1 FOR UPDATE',
    values: [asked.referenceId],
  });
  if (await yearIsOpen(tx, asked.paymentId)) {
    throw new AppError('MEMBERSHIP_RUNS', 'The year that was paid for has begun.');
  }
  return noteRefund(tx, asked);
}
