import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import type { PaymentType } from '../../shared/events/topics.ts';
import { type InternalClient, UpstreamProblem } from '../../shared/http/internal-client.ts';
import type { Payment } from './payment.ts';

/** What ticket says a thing costs. */
export interface Quote {
  readonly amount: number;
  readonly eventId: string | null;
  readonly expiresAt: string | null;
}

/** Whether ticket delivered what was paid for; `pending` when it did not answer in time and Kafka will bring the news. */
export type Delivery = 'confirmed' | 'refused' | 'pending';

export interface TicketGateway {
  /** @throws AppError NOT_PAYABLE, RESERVATION_EXPIRED, NOT_FOUND, or UPSTREAM_* when ticket is away */
  quote(type: PaymentType, referenceId: string, userId: string): Promise<Quote>;
  /**
   * Asks ticket to take back what a payment has bought, before its payer gets the money: ticket knows what was used.
   * @returns whether this call took it back; false when it had ended before, so that the money is due anyway
   * @throws AppError PAYMENT_NOT_REFUNDABLE, or UPSTREAM_* when ticket is away
   */
  giveUp(payment: Payment, reason: string): Promise<boolean>;
  /** Tells ticket that the money is here. Never throws: the event brings the same news (ruling E5). */
  deliver(payment: Payment): Promise<Delivery>;
}

/** Where ticket asks and answers about each kind of thing (domain.md 1.4). */
const paths: Readonly<Record<PaymentType, { readonly plural: string; readonly deliver: string }>> = {
  reservation: { plural: 'reservations', deliver: 'confirm' },
  transfer: { plural: 'transfers', deliver: 'complete' },
  membership: { plural: 'memberships', deliver: 'activate' },
};

const quoteSchema = z.object({
  totalAmount: z.int().positive(),
  eventId: z.uuid().nullish(),
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
});

/** The buyer waits no longer than this for ticket's word; the seat is theirs either way once the event arrives. */
const deliveryPatienceMs = 3_000;

/** @param onDelivery hears how each delivery went, for metrics */
export function createTicketGateway(client: InternalClient, onDelivery: (outcome: Delivery) => void): TicketGateway {
  const base = (type: PaymentType, id: string) => `/internal/${paths[type].plural}/${encodeURIComponent(id)}`;

  async function tryDeliver(payment: Payment): Promise<Delivery> {
    const patience = AbortSignal.timeout(deliveryPatienceMs);
    const tooLong = new Promise<Delivery>((resolve) => {
      patience.addEventListener('abort', () => resolve('pending'), { once: true });
    });
    const call = client
      .call({
        method: 'POST',
        path: `${base(payment.paymentType, payment.referenceId)}/${paths[payment.paymentType].deliver}`,
        body: {
          paymentId: payment.id,
          orderId: payment.orderId,
          userId: payment.userId,
          amount: payment.amount,
          paymentMethod: payment.method ?? 'unknown',
        },
        response: z.unknown(),
      })
      .then((): Delivery => 'confirmed')
      .catch((error: unknown): Delivery => (isRefusal(error) ? 'refused' : 'pending'));
    return Promise.race([call, tooLong]);
  }

  return {
    async quote(type, referenceId, userId) {
      try {
        const path = `${base(type, referenceId)}/validate?userId=${encodeURIComponent(userId)}`;
        const quote = await client.call({ method: 'GET', path, response: quoteSchema });
        return { amount: quote.totalAmount, eventId: quote.eventId ?? null, expiresAt: quote.expiresAt ?? null };
      } catch (error) {
        throw error instanceof UpstreamProblem ? toAppError(error) : error;
      }
    },
    async giveUp(payment, reason) {
      const { id: paymentId, paymentType, referenceId, userId, amount } = payment;
      const body = { paymentId, paymentType, referenceId, userId, amount, reason };
      try {
        const response = z.object({ takenBack: z.boolean() });
        const answer = await client.call({ method: 'POST', path: '/internal/refunds', body, response });
        return answer.takenBack;
      } catch (error) {
        if (!(error instanceof UpstreamProblem)) throw error;
        if (error.status !== 409) throw toAppError(error);
        throw new AppError('PAYMENT_NOT_REFUNDABLE', error.message, { reason: error.code });
      }
    },
    async deliver(payment) {
      const outcome = await tryDeliver(payment);
      onDelivery(outcome);
      return outcome;
    },
  };
}

/** Only "this can no longer be delivered" is a refusal; a route or credential gone wrong says nothing about the seat. */
const isRefusal = (error: unknown) => error instanceof UpstreamProblem && error.status === 409;

function toAppError(problem: UpstreamProblem): AppError {
  if (problem.status === 404) return new AppError('NOT_FOUND', 'There is nothing with this id to pay for.');
  if (problem.status === 401 || problem.status === 403)
    return new AppError('UPSTREAM_FAILED', 'ticket refused our credential.', {}, problem);
  if (problem.code === 'RESERVATION_EXPIRED') {
    return new AppError('RESERVATION_EXPIRED', 'The time to pay for this reservation is over.');
  }
  return new AppError('NOT_PAYABLE', problem.message || 'This cannot be paid for now.', { reason: problem.code });
}
