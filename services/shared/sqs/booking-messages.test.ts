import { expect } from 'chai';
import { bookingMessageSchema, fifoEnvelope } from './booking-messages.ts';

const eventId = '00000000-0000-4000-8000-00000000000e';
const userId = '00000000-0000-4000-8000-00000000000b';
const id = '00000000-0000-7000-8000-000000000001';
const common = { id, eventId, userId, timestamp: 1_750_000_000_000 };
const booking = { ...common, entry: { place: 3, jti: 'j' }, idempotencyKey: 'k', deadline: 1_750_000_120_000 };

describe('messages of the FIFO queue', () => {
  it('lie in one group per event (domain.md 5)', () => {
    const message = bookingMessageSchema.parse({ action: 'seat_reserve', ...booking, seatIds: [id] });

    expect(fifoEnvelope(message)).to.include({ groupId: eventId, deduplicationId: id });
  });

  it('announce an admission once in five minutes, by person and event (domain.md 5)', () => {
    const message = bookingMessageSchema.parse({ action: 'admitted', ...common, place: 1 });

    expect(fifoEnvelope(message).deduplicationId).to.equal(`${userId}:${eventId}`);
    expect(fifoEnvelope(message).deduplicationId.length).to.be.at.most(128);
  });

  it('are refused with a documented field missing', () => {
    const complete = [
      { action: 'seat_reserve', ...booking, seatIds: [id] },
      { action: 'reservation_create', ...booking, items: [{ ticketTypeId: id, quantity: 1 }] },
    ];
    for (const message of complete) {
      expect(bookingMessageSchema.safeParse(message).success).to.equal(true);
      for (const field of Object.keys(message)) {
        const { [field as 'action']: _, ...rest } = message;
        expect(bookingMessageSchema.safeParse(rest).success, `${message.action} without ${field}`).to.equal(false);
      }
    }
    expect(bookingMessageSchema.safeParse({ ...complete[0], seatIds: [] }).success).to.equal(false);
    expect(bookingMessageSchema.safeParse({ ...complete[1], items: [] }).success).to.equal(false);
  });

  it('carry no token: whoever finds one could enter with it', () => {
    const message = bookingMessageSchema.parse({ action: 'seat_reserve', ...booking, seatIds: [id], entryToken: 'ey' });

    expect(fifoEnvelope(message).body).not.to.include('entryToken');
  });
});
