import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { ReservationEvent } from '../../shared/events/topics.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';
import { applyReservationEvents } from './reservation-events.ts';

const tx = {} as Queryable;

function event(over: Partial<ReservationEvent>): ReservationEvent {
  const common = {
    id: randomUUID(),
    timestamp: new Date(0).toISOString(),
    userId: randomUUID(),
    paymentId: randomUUID(),
  };
  return {
    ...common,
    type: 'PAYMENT_CONFIRMED',
    paymentType: 'reservation',
    referenceId: randomUUID(),
    orderId: 'ORD_1',
    amount: 1,
    paymentMethod: 'toss',
    reason: 'r',
    ...over,
  } as ReservationEvent;
}

describe('the consumer of reservation-events', () => {
  it('hands each event to the handler of its payment type, in order', async () => {
    const seen: string[] = [];
    const note = async (_tx: Queryable, { type }: { type: string }) => seen.push(type);
    const none = async () => new Set<string>();
    const things = { reservation: { confirmedBefore: none, confirmed: note, refunded: note, failed: note } };

    await applyReservationEvents(things, tx, [
      event({ type: 'PAYMENT_FAILED' }),
      event({ type: 'PAYMENT_CONFIRMED' }),
      event({ type: 'PAYMENT_REFUNDED' }),
    ]);

    expect(seen).to.deep.equal(['PAYMENT_FAILED', 'PAYMENT_CONFIRMED', 'PAYMENT_REFUNDED']);
  });

  it('asks once per batch which payments have confirmed already, and leaves those alone', async () => {
    const handled: string[] = [];
    let asked = 0;
    const [known, news] = [event({}), event({})];
    const note = async (_tx: Queryable, { paymentId }: { paymentId: string }) => handled.push(paymentId);
    const confirmedBefore = async () => {
      asked += 1;
      return new Set([known.paymentId]);
    };

    const things = { reservation: { confirmedBefore, confirmed: note, refunded: note, failed: note } };
    await applyReservationEvents(things, tx, [known, news]);

    expect([asked, handled]).to.deep.equal([1, [news.paymentId]]);
  });

  for (const paymentType of ['transfer', 'membership'] as const) {
    it(`refuses a payment for a ${paymentType} loudly while nobody handles it`, async () => {
      const refusal = await applyReservationEvents({}, tx, [event({ paymentType })]).catch((error: unknown) => error);

      expect(refusal).to.be.instanceOf(Error).with.property('message').that.includes(paymentType);
    });
  }
});
