import { AppError } from '../../shared/errors/app-error.ts';
import { killPoint } from '../../shared/faults/kill-point.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';
import { cancelReservation } from './cancel-statement.ts';
import { type Confirmation, type ConfirmInput, confirmReservation } from './confirm-statement.ts';
import { refundReservation } from './refund-statement.ts';
import { retryDeadlock } from './retry-deadlock.ts';
import type { Sale } from './sale.ts';

/**
 * The buyer gives a reservation back. Unpaid, its payment is withdrawn; paid, the money is asked back.
 * @throws AppError RESERVATION_NOT_FOUND (also for somebody else's), RESERVATION_NOT_CANCELLABLE
 */
export async function cancelOwn(
  sale: Sale,
  { reservationId, userId }: { reservationId: string; userId: string },
): Promise<{ readonly id: string; readonly status: 'cancelled'; readonly paymentStatus: string }> {
  const news = { outboxId: sale.newId(), outboxHeaders: sale.eventHeaders() };
  const result = await retryDeadlock(() => cancelReservation(sale.db, { reservationId, userId, ...news }));
  switch (result.outcome) {
    case 'unknown':
      throw new AppError('RESERVATION_NOT_FOUND', 'You have no such reservation.');
    case 'refused':
      throw new AppError('RESERVATION_NOT_CANCELLABLE', `This reservation is ${result.was} already.`, {
        state: result.was,
      });
    case 'cancelled':
      killPoint('ticket.after-cancel-before-lock');
      sale.wakeRelay();
      sale.metrics.cancelled();
      await sale.locks.release(result.freed);
      return { id: reservationId, status: 'cancelled', paymentStatus: result.paymentStatus };
  }
}

/** What a payment says about itself when it asks for confirmation. */
export type ArrivedPayment = Pick<ConfirmInput, 'reservationId' | 'paymentId' | 'amount' | 'paymentMethod' | 'userId'>;

/**
 * Confirms a reservation for the money that arrived, or sends that money back (ruling E6). One function for the HTTP call
 * of payment, for the event PAYMENT_CONFIRMED and for reconciliation; safe to repeat.
 * @param db the pool, or the transaction of a consumer; the seat locks may then go before the commit, which harms nobody:
 *   PostgreSQL refuses whoever comes early
 */
export async function confirmPaid(sale: Sale, payment: ArrivedPayment, db: Queryable = sale.db): Promise<Confirmation> {
  killPoint('ticket.before-confirm');
  const news = { outboxId: sale.newId(), outboxHeaders: sale.eventHeaders() };
  const result = await alone(sale, db, () => confirmReservation(db, { ...payment, ...news }));
  if (result.outcome === 'confirmed') {
    sale.metrics.confirmed();
    await sale.locks.release(result.sold);
  }
  if (result.outcome === 'refused') sale.metrics.refundAsked();
  return result;
}

/** The money of a payment is back with the buyer: what it had bought is free again. Safe to repeat. */
export async function markRefunded(
  sale: Sale,
  refund: { reservationId: string; paymentId: string; amount: number; reason: string },
  db: Queryable = sale.db,
): Promise<{ readonly changed: boolean }> {
  const { changed, freed } = await alone(sale, db, () => refundReservation(db, refund));
  await sale.locks.release(freed);
  return { changed };
}

/** A statement outside any transaction may be tried again; inside a consumer's, the consumer repeats the whole. */
const alone = <T>(sale: Sale, db: Queryable, statement: () => Promise<T>): Promise<T> =>
  db === sale.db ? retryDeadlock(statement) : statement();
