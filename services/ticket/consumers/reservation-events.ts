import type { PaymentType, ReservationEvent } from '../../shared/events/topics.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';
import type { Arrived, Desk, Settled } from '../desk.ts';
import { activateMembership, takeYearBack } from '../memberships/activate.ts';
import { confirmedBefore } from '../reservations/confirmed-before.ts';
import { confirmPaid, markRefunded } from '../reservations/end-reservation.ts';
import type { Sale } from '../reservations/sale.ts';
import { completeTransfer, takeTransferBack } from '../transfers/complete-transfer.ts';

type Confirmed = Extract<ReservationEvent, { type: 'PAYMENT_CONFIRMED' }>;
type Refunded = Extract<ReservationEvent, { type: 'PAYMENT_REFUNDED' }>;
type Failed = Extract<ReservationEvent, { type: 'PAYMENT_FAILED' }>;

/** What the news about a payment means for one kind of thing that is paid for. */
interface PaidThing {
  /** The ids of the payments whose confirmation has arrived by another way and needs nothing more. */
  readonly confirmedBefore: (tx: Queryable, events: readonly Confirmed[]) => Promise<ReadonlySet<string>>;
  readonly confirmed: (tx: Queryable, event: Confirmed) => Promise<unknown>;
  readonly refunded: (tx: Queryable, event: Refunded) => Promise<unknown>;
  /** A failed try to pay: the buyer may try again until the hold ends. */
  readonly failed: (tx: Queryable, event: Failed) => Promise<unknown>;
}

/**
 * Handlers by payment type. A type without one is refused loudly, so that its event waits in the dead letter topic with a
 * reason; it is never taken for done.
 */
export function paidThings(sale: Sale, desk: Desk, logger: Logger): Partial<Record<PaymentType, PaidThing>> {
  const settled = async (paid: Arrived, settle: (paid: Arrived) => Promise<Settled>) => {
    const result = await settle(paid);
    if (result.outcome === 'refused') logger.warn({ ...paid, because: result.because }, 'money goes back');
  };
  const failed: PaidThing['failed'] = async (_tx, { paymentType, referenceId, paymentId, reason }) =>
    logger.info({ paymentType, referenceId, paymentId, reason }, 'a payment failed; another may be tried');
  return {
    transfer: {
      confirmedBefore: async () => new Set(),
      confirmed: (tx, event) => settled(arrived(event), (paid) => completeTransfer(tx, desk, paid)),
      refunded: (tx, event) => takeTransferBack(tx, sale, event),
      failed,
    },
    membership: {
      confirmedBefore: async () => new Set(),
      confirmed: (tx, event) => settled(arrived(event), (paid) => activateMembership(tx, desk, paid)),
      refunded: (tx, event) => takeYearBack(tx, desk, event),
      failed,
    },
    reservation: {
      confirmedBefore,
      confirmed: async (tx, { referenceId, paymentId, amount, paymentMethod, userId }) => {
        const payment = { reservationId: referenceId, paymentId, amount, paymentMethod, userId };
        const result = await confirmPaid(sale, payment, tx);
        if (result.outcome === 'refused') logger.warn({ ...payment, because: result.because }, 'late money goes back');
      },
      refunded: (tx, { referenceId, paymentId, amount, reason }) =>
        markRefunded(sale, { reservationId: referenceId, paymentId, amount, reason }, tx),
      failed: async (_tx, { referenceId, paymentId, reason }) =>
        logger.info(
          { reservationId: referenceId, paymentId, reason },
          'a payment failed; the hold stays until its end',
        ),
    },
  };
}

const arrived = ({ referenceId, paymentId, amount, userId }: Confirmed): Arrived => ({
  referenceId,
  paymentId,
  amount,
  userId,
});

/**
 * The consumer of reservation-events: applies payment's news in order, in the transaction that holds the inbox rows.
 * @throws Error for a payment type that nobody here handles
 */
export async function applyReservationEvents(
  things: Partial<Record<PaymentType, PaidThing>>,
  tx: Queryable,
  events: readonly ReservationEvent[],
): Promise<void> {
  const before = await confirmationsBefore(things, tx, events);
  for (const event of events) {
    const thing = handlerOf(things, event.paymentType);
    switch (event.type) {
      case 'PAYMENT_CONFIRMED':
        if (!before.has(event.paymentId)) await thing.confirmed(tx, event);
        break;
      case 'PAYMENT_REFUNDED':
        await thing.refunded(tx, event);
        break;
      case 'PAYMENT_PART_REFUNDED':
        await tx.query({
          name: 'part-refund-done',
          text: 'UPDATE part_refunds SET refunded_at = coalesce(refunded_at, $2) WHERE id = $1',
          values: [event.refundId, event.timestamp],
        });
        break;
      case 'PAYMENT_FAILED':
        await thing.failed(tx, event);
        break;
    }
  }
}

function handlerOf(things: Partial<Record<PaymentType, PaidThing>>, type: PaymentType): PaidThing {
  const thing = things[type];
  if (!thing) throw new Error(`nobody here handles payments for a ${type}`);
  return thing;
}

async function confirmationsBefore(
  things: Partial<Record<PaymentType, PaidThing>>,
  tx: Queryable,
  events: readonly ReservationEvent[],
): Promise<ReadonlySet<string>> {
  const confirmations = events.filter((event) => event.type === 'PAYMENT_CONFIRMED');
  const known = new Set<string>();
  for (const type of new Set(confirmations.map((event) => event.paymentType))) {
    const ofType = confirmations.filter((event) => event.paymentType === type);
    for (const id of await handlerOf(things, type).confirmedBefore(tx, ofType)) known.add(id);
  }
  return known;
}
