import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { createMetrics } from '../../shared/metrics/metrics.ts';
import type { BookingMessage } from '../../shared/sqs/booking-messages.ts';
import { createLoadShedding } from './shed-load.ts';

const eventId = randomUUID();
const seatIds = [randomUUID()];
const buyer = (idempotencyKey: string | null = null) => ({
  userId: randomUUID(),
  eventId,
  idempotencyKey,
  entry: { eventId, place: 5, jti: 'the-jti' },
});

/** Bookings at a load that tests set; `direct` answers with the key that it was given. */
function stage(options: { readonly withoutQueue?: boolean } = {}) {
  const state = { expectedMs: 0, away: false, taken: [] as string[], now: 1_750_000_000_000 };
  const sent: BookingMessage[] = [];
  let tries = 0;
  const sender = {
    async send(message: BookingMessage) {
      tries += 1;
      if (state.away) throw new Error('away');
      sent.push(message);
    },
    sendBatch: () => Promise.reject(new Error('not used')),
    close: () => undefined,
  };
  const shedding = createLoadShedding({
    sender: options.withoutQueue ? undefined : sender,
    gauge: { expectedWaitMs: () => state.expectedMs, run: (hold) => hold() },
    locks: { heldByOthers: async () => state.taken },
    shedAfterMs: 1_000,
    requestSeconds: 120,
    now: () => new Date(state.now),
    metrics: createMetrics('ticket', false),
    logger: { warn: () => undefined },
  });
  const book = (wanted = buyer()) =>
    shedding.book(wanted, { action: 'seat_reserve', seatIds }, async (key) => ({ directWith: key }));
  return { state, sent, book, tries: () => tries };
}

describe('the two ways of a booking', () => {
  it('is held at once while the expected wait is below the limit', async () => {
    const { state, sent, book } = stage();
    state.expectedMs = 999;

    expect(await book()).to.deep.equal({ held: { directWith: null } });
    expect(sent).to.deep.equal([]);
  });

  it('is queued from the limit on, with all that the worker needs and an end', async () => {
    const { state, sent, book } = stage();
    state.expectedMs = 1_000;
    const wanted = buyer('my-key');

    const booked = await book(wanted);

    const [message] = sent;
    expect(message).to.deep.include({
      action: 'seat_reserve',
      eventId,
      userId: wanted.userId,
      seatIds,
      idempotencyKey: 'my-key',
      entry: { place: 5, jti: 'the-jti' },
      deadline: state.now + 120_000,
    });
    expect(booked).to.deep.equal({ queued: { id: message?.id, expiresAt: new Date(state.now + 120_000) } });
  });

  it('is told at once that a seat is taken: such a request would only lengthen the queue', async () => {
    const { state, sent, book } = stage();
    state.expectedMs = 5_000;
    state.taken = seatIds;

    expect(await book()).to.have.property('held');
    expect(sent).to.deep.equal([]);
  });

  it('goes the direct way when SQS does not answer, under the key of the message, so that both make one', async () => {
    const { state, book, tries } = stage();
    state.expectedMs = 5_000;
    state.away = true;

    const booked = await book();

    expect(tries()).to.equal(1);
    expect(booked)
      .to.have.nested.property('held.directWith')
      .that.matches(/^[0-9a-f-]{36}$/);
    // The next need not find out again; a second later somebody does.
    expect(await book()).to.deep.equal({ held: { directWith: null } });
    expect(tries()).to.equal(1);
    state.now += 1_000;
    state.away = false;
    expect(await book()).to.have.property('queued');
  });

  it('is never queued for somebody without an entry for this event (E2)', async () => {
    const { state, sent, book } = stage();
    state.expectedMs = 5_000;
    const refused = book({ ...buyer(), entry: { eventId: randomUUID(), place: 1, jti: 'j' } });

    expect(await refused.catch((error: { code: string }) => error.code)).to.equal('ENTRY_TOKEN_WRONG_EVENT');
    expect(sent).to.deep.equal([]);
  });

  it('waits for the database where there is no queue', async () => {
    const { state, book } = stage({ withoutQueue: true });
    state.expectedMs = 60_000;

    expect(await book()).to.have.property('held');
  });
});
