import type { ActingAdmin } from '../../shared/administration/acting-admin.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { inTransaction, type Pool } from '../../shared/postgres/pool.ts';
import { recordDeed } from '../admin/deed.ts';
import { cancelForAdmin } from '../call-off/call-off-statement.ts';
import type { FencedSeat } from '../reservations/release-clauses.ts';
import type { Sale } from '../reservations/sale.ts';
import { type AdminReservation, readReservation } from './admin-reads.ts';

export interface WantedStatus {
  readonly status?: string | undefined;
  readonly paymentStatus?: string | undefined;
}

/**
 * An administrator ends a reservation: its seats, its share of the limit and its money go the way of every cancellation.
 * Other states follow from what happened (a payment, the clock, a refund): writing them by hand would make tickets without
 * money or money without tickets (I3, I6), so they are refused.
 * @throws AppError RESERVATION_NOT_FOUND, RESERVATION_NOT_CANCELLABLE, STATUS_NOT_SETTABLE
 */
export async function overrideStatus(
  { pool, sale }: { pool: Pool; sale: Sale },
  id: string,
  wanted: WantedStatus,
  by: ActingAdmin,
): Promise<AdminReservation> {
  let freed: readonly FencedSeat[] = [];
  const after = await inTransaction(pool, async (tx) => {
    const before = await readReservation(tx, id);
    if (!before) throw new AppError('RESERVATION_NOT_FOUND', 'There is no such reservation.');
    if (isAlready(before, wanted)) return before;
    demandSettable(before, wanted);
    const result = await cancelForAdmin(tx, id, sale.eventHeaders());
    if (result.ended === 0) throw new AppError('RESERVATION_NOT_CANCELLABLE', 'It has ended or was used at the door.');
    freed = result.freed;
    const changed = (await readReservation(tx, id)) ?? before;
    const deed = { by, action: 'UPDATE_RESERVATION_STATUS', resource: 'reservation', resourceId: id } as const;
    await recordDeed(tx, { ...deed, before, after: changed });
    sale.metrics.cancelled();
    return changed;
  });
  sale.wakeRelay();
  await sale.locks.release(freed);
  return after;
}

const isAlready = (now: AdminReservation, { status, paymentStatus }: WantedStatus): boolean =>
  (status ?? now.status) === now.status && (paymentStatus ?? now.payment_status) === now.payment_status;

function demandSettable(now: AdminReservation, { status, paymentStatus }: WantedStatus): void {
  const asked =
    paymentStatus === undefined || (paymentStatus === 'refund_requested' && now.payment_status === 'completed');
  if ((status ?? 'cancelled') === 'cancelled' && asked) return;
  throw new AppError(
    'STATUS_NOT_SETTABLE',
    'Only cancelling can be asked for; every other state follows from a payment or the clock.',
    {
      status: now.status,
      paymentStatus: now.payment_status,
    },
  );
}
