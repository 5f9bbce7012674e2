import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type pg from 'pg';
import { freshDatabase } from '../test/engines/postgres.ts';
import { refusal } from './testing/refusal.ts';
import { testPool } from './testing/test-pool.ts';

let db: pg.Pool;

const insert = `INSERT INTO payments (payment_type, reference_id, user_id, order_id, amount, status, payment_key)
                VALUES ('reservation', $1, $1, $2, $3, $4, $5)`;
const pay = (reference: string, status = 'pending', amount = 1000, key: string | null = null) =>
  refusal(db, insert, [reference, randomUUID(), amount, status, key]);

describe('rules of payment_db', function () {
  this.timeout(120_000);

  before(async () => {
    const { url } = await freshDatabase('payment_db');
    db = testPool(url('urr_payment'));
  });

  after(() => db.end());

  it('lets one payment live per thing, however many are made at the same time', async () => {
    const reference = randomUUID();

    const outcomes = await Promise.all(Array.from({ length: 20 }, () => pay(reference)));

    expect(outcomes.filter((outcome) => outcome === null)).to.have.length(1);
    expect(outcomes.filter((outcome) => outcome === 'payments_one_live')).to.have.length(19);
  });

  for (const status of ['pending', 'approving', 'confirmed', 'refunding']) {
    it(`lets no other payment live beside one that is ${status}`, async () => {
      const reference = randomUUID();
      expect(await pay(reference, status, 1000, randomUUID())).to.equal(null);

      expect(await pay(reference)).to.equal('payments_one_live');
    });
  }

  for (const status of ['failed', 'withdrawn']) {
    it(`lets a buyer try again after a payment that is ${status}`, async () => {
      const reference = randomUUID();
      await pay(reference, status);

      expect(await pay(reference)).to.equal(null);
    });
  }

  it('takes money only: an amount above zero, a refund of at most the amount', async () => {
    expect(await pay(randomUUID(), 'pending', 0)).to.equal('payments_amount_check');
    const reference = randomUUID();
    await pay(reference);

    const refund = 'UPDATE payments SET refund_amount = $2 WHERE reference_id = $1';
    expect(await refusal(db, refund, [reference, 1001])).to.equal('payments_refund_amount_check');
    expect(await refusal(db, refund, [reference, 1000])).to.equal(null);
  });

  it('gives back in parts less than was taken, and all refunds together never more (constraint)', async () => {
    const reference = randomUUID();
    await pay(reference, 'confirmed', 1000, randomUUID());
    const part = `INSERT INTO part_refunds (id, payment_id, amount, reason)
                  SELECT gen_random_uuid(), id, $2, 'r' FROM payments WHERE reference_id = $1`;
    const whole = `UPDATE payments SET status = 'refunding', refund_amount = $2 WHERE reference_id = $1`;

    expect(await refusal(db, part, [reference, 600])).to.equal(null);
    expect(await refusal(db, part, [reference, 400])).to.equal('payments_part_refunded_check');
    expect(await refusal(db, part, [reference, 0])).to.equal('part_refunds_amount_check');
    expect(await refusal(db, whole, [reference, 401])).to.equal('payments_refund_amount_check');
    expect(await refusal(db, whole, [reference, 400])).to.equal(null);
    expect(await refusal(db, part, [reference, 1])).to.equal('part_refunds_confirmed_check');
  });

  it("confirms nothing without the provider's key, by which money is given back", async () => {
    expect(await pay(randomUUID(), 'confirmed')).to.equal('payments_captured_key_check');
  });

  it('uses an order number and a payment key once', async () => {
    const key = randomUUID();
    await pay(randomUUID(), 'confirmed', 1000, key);

    expect(await pay(randomUUID(), 'confirmed', 1000, key)).to.equal('payments_payment_key_key');
    const order = randomUUID();
    await db.query(insert, [randomUUID(), order, 1, 'pending', null]);
    expect(await refusal(db, insert, [randomUUID(), order, 1, 'pending', null])).to.equal('payments_order_id_key');
  });

  it('keeps an idempotency key per person: twice is refused, another person may use the same', async () => {
    const remember = `INSERT INTO idempotency_keys (user_id, key, request_hash) VALUES ($1, 'key-1', 'hash')`;
    const person = randomUUID();
    await db.query(remember, [person]);

    expect(await refusal(db, remember, [person])).to.equal('idempotency_keys_pkey');
    expect(await refusal(db, remember, [randomUUID()])).to.equal(null);
  });

  it('counts a webhook of a provider once', async () => {
    const arrive = 'INSERT INTO webhook_events (provider, event_id) VALUES ($1, $2)';
    await db.query(arrive, ['toss', 'event-1']);

    expect(await refusal(db, arrive, ['toss', 'event-1'])).to.equal('webhook_events_pkey');
    expect(await refusal(db, arrive, ['test', 'event-1'])).to.equal(null);
  });

  it('lets the service write its log of provider calls, and never change it', async () => {
    await db.query(`INSERT INTO payment_logs (action) VALUES ('approve')`);

    expect(await refusal(db, `UPDATE payment_logs SET action = 'refund'`)).to.equal('42501');
    expect(await refusal(db, 'DELETE FROM payment_logs')).to.equal('42501');
  });
});
