/** Purchases whose news travels by Kafka alone: payment is given an address for ticket at which nobody answers. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { hold, type Prepared } from '../money/purchase.ts';
import type { Stage } from '../money/stage.ts';
import { eventually } from '../platform/eventually.ts';

export const onlyEvents = { TICKET_SERVICE_URL: 'http://127.0.0.1:9' } as const;
export const topicsAndGroups = [
  { topic: 'payment-events', group: 'payment-service-group', database: 'payment_db' },
  { topic: 'reservation-events', group: 'ticket-service-group', database: 'ticket_db' },
] as const;

const listSchema = z.object({ payments: z.array(z.object({ orderId: z.string(), amount: z.int() })) });

/** Holds a seat and waits for the order that PAYMENT_REQUESTED makes. */
export async function holdAndBeAsked(stage: Stage): Promise<Prepared> {
  const held = await hold(stage);
  const orders = await eventually(
    `the order of ${held.reservationId}`,
    async () => listSchema.safeParse((await held.buyer.get('/api/v1/payments/user/me')).body).data?.payments ?? [],
    (payments) => payments.length > 0,
    60_000,
  );
  const { orderId = '', amount = 0 } = orders[0] ?? {};
  return { ...held, order: { orderId, amount, paymentKey: `pk_${randomUUID()}` } };
}

/** How often ticket's word of delivery took effect, by payment. */
export async function deliveries({ platform }: Stage, purchases: readonly Prepared[]): Promise<number[]> {
  const { rows } = await platform.sql('payment_db').query<{ n: number }>(
    `SELECT count(l.id)::int AS n FROM payments p LEFT JOIN payment_logs l ON l.payment_id = p.id AND l.action = 'delivered'
     WHERE p.order_id = ANY($1) GROUP BY p.id`,
    [purchases.map(({ order }) => order.orderId)],
  );
  return rows.map(({ n }) => n);
}
