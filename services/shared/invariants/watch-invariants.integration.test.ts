import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import { paymentInvariants } from '../../payment/invariants.ts';
import { statsInvariants } from '../../stats/invariants.ts';
import { ticketInvariants } from '../../ticket/invariants.ts';
import { seatedEvent } from '../../ticket/testing/sale-fixture.ts';
import { silentLogger, testPool } from '../../ticket/testing/test-sale.ts';
import { createMetrics } from '../metrics/metrics.ts';
import type { Pool } from '../postgres/pool.ts';
import type { Invariant } from './invariant.ts';
import { createInvariantCheck } from './watch-invariants.ts';

/** One round on this pool, and what a scrape shows then. */
async function scraped(pool: Pool, invariants: readonly Invariant[]): Promise<Record<string, number>> {
  const metrics = createMetrics('test', false);
  await createInvariantCheck({ invariants, pool, metrics, logger: silentLogger })();
  const text = await metrics.registry.metrics();
  const found = [...text.matchAll(/^urr_invariant_broken\{invariant="([^"]+)".*\} (\d+)$/gm)];
  return Object.fromEntries(found.map(([, name, value]) => [name, Number(value)]));
}

describe('the live invariants', function () {
  this.timeout(60_000);
  const zero = (invariants: readonly Invariant[]) => Object.fromEntries(invariants.map(({ name }) => [name, 0]));

  const watched = [
    ['ticket_db', 'urr_ticket', ticketInvariants],
    ['payment_db', 'urr_payment', paymentInvariants],
    ['stats_db', 'urr_stats', statsInvariants],
  ] as const;
  for (const [database, role, invariants] of watched) {
    it(`are all asked of ${database} under the service's own role, and are zero`, async () => {
      const pool = testPool((await freshDatabase(database)).url(role));

      expect(await scraped(pool, invariants)).to.deep.equal(zero(invariants));
      await pool.end();
    });
  }

  it('are I1 to I7, I12 and I13, each once but the outboxes', () => {
    const numbers = watched.flatMap(([, , invariants]) => invariants.map(({ name }) => name.split(' ')[0]));

    expect(new Set(numbers)).to.have.all.keys('I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I12', 'I13');
    expect(numbers.filter((number) => number === 'I7')).to.have.length(2);
  });

  it('say what is broken, and nothing at all about what could not be asked', async () => {
    const database = await freshDatabase('ticket_db');
    const owner = testPool(database.url());
    const { seatIds } = await seatedEvent(owner);
    await owner.query("UPDATE seats SET status = 'reserved', reservation_id = $1 WHERE id = $2", [
      randomUUID(),
      seatIds[0],
    ]);
    const impossible: Invariant = { name: 'I0 impossible', sql: 'SELECT n FROM no_such_table' };

    const found = await scraped(owner, [...ticketInvariants, impossible]);

    expect(found).to.include({ 'I1 oversold': 1, 'I2 double holds': 0 });
    expect(found).to.not.have.property('I0 impossible');
    await owner.end();
  });

  it('find money without an end, and a delivery without money, in what stats has heard (I3, I6)', async () => {
    const pool = testPool((await freshDatabase('stats_db')).url());
    const [paid, delivered] = [randomUUID(), randomUUID()];
    await pool.query(
      `INSERT INTO payments (payment_id, subject, amount, confirmed_at) VALUES (gen_random_uuid(), $1, 5000, now() - interval '1 hour'),
         (gen_random_uuid(), $2, 5000, now())`,
      [paid, randomUUID()],
    );
    await pool.query(
      "INSERT INTO things (subject, amount, completed_at) VALUES ($1, 5000, now() - interval '1 hour')",
      [delivered],
    );

    expect(await scraped(pool, statsInvariants)).to.deep.equal({
      'I3 money without ticket or refund': 1,
      'I6 ticket without money': 1,
    });
    await pool.end();
  });
});
