import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { forgetOld } from './housekeeping.ts';
import { type PaymentFixture, startPaymentFixture } from './testing/payment-fixture.ts';

describe('payment: housekeeping', function () {
  this.timeout(60_000);
  let fixture: PaymentFixture;
  before(async () => {
    fixture = await startPaymentFixture();
  });
  after(() => fixture.close());

  it('keeps what a replay could still ask for: keys 24 h, applied events 14 days, webhooks 30 days (fault 10.4 #4)', async () => {
    const [user, event] = [randomUUID(), randomUUID()];
    for (const [key, age] of Object.entries({ fresh: '23 hours', old: '25 hours' })) {
      await fixture.pool.query(
        `INSERT INTO idempotency_keys (user_id, key, request_hash, created_at) VALUES ($1, $2, '', now() - $3::interval)`,
        [user, key, age],
      );
    }
    for (const [group, age] of Object.entries({ fresh: '13 days', old: '15 days' })) {
      await fixture.pool.query('INSERT INTO inbox VALUES ($1, $2, now() - $3::interval)', [group, event, age]);
    }
    for (const [id, age] of Object.entries({ fresh: '29 days', old: '31 days' })) {
      await fixture.pool.query(
        `INSERT INTO webhook_events (provider, event_id, received_at) VALUES ('test', $1, now() - $2::interval)`,
        [id, age],
      );
    }

    await forgetOld(fixture.pool);

    const { rows } = await fixture.pool.query(
      `SELECT key AS name FROM idempotency_keys UNION ALL SELECT consumer_group FROM inbox UNION ALL SELECT event_id FROM webhook_events`,
    );
    expect(rows.map((row) => row.name)).to.deep.equal(['fresh', 'fresh', 'fresh']);
  });
});
