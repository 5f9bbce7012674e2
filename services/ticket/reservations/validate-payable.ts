import { AppError } from '../../shared/errors/app-error.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';

interface PayableRow {
  readonly id: string;
  readonly user_id: string;
  readonly event_id: string;
  readonly reservation_number: string;
  readonly total_amount: number;
  readonly status: string;
  readonly payment_status: string;
  readonly expires_at: Date;
  readonly over: boolean;
}

/**
 * Whether this user may begin to pay now. A hold past its time is refused even before the sweep has met it: nobody is sent
 * to the provider for a seat that may be gone when they return.
 * @throws AppError RESERVATION_NOT_FOUND (also when it is another user's), RESERVATION_NOT_PENDING, RESERVATION_EXPIRED
 */
export async function validatePayable(db: Queryable, id: string, userId: string) {
  const { rows } = await db.query<PayableRow>({
    name: 'validate-payable',
    text: `SELECT id, user_id, event_id, reservation_number, total_amount, status, payment_status, expires_at, expires_at <= now() AS over
           FROM reservations WHERE id = $1`,
    values: [id],
  });
  const [row] = rows;
  if (row?.user_id !== userId) throw new AppError('RESERVATION_NOT_FOUND', 'There is no such reservation.');
  if (row.status === 'expired' || (row.status === 'pending' && row.over)) {
    throw new AppError('RESERVATION_EXPIRED', 'The time to pay for this reservation is over.');
  }
  if (row.status !== 'pending') {
    throw new AppError('RESERVATION_NOT_PENDING', `This reservation is ${row.status}.`, { state: row.status });
  }
  const { over: _, ...payable } = row;
  const expiresAt = row.expires_at.toISOString();
  return { ...payable, expires_at: expiresAt, totalAmount: row.total_amount, eventId: row.event_id, expiresAt };
}
