/** The last word of every scenario about money: three sets of books side by side, and the invariants. */
import { expect } from 'chai';
import { balanceBooks } from '../../local/demo/books.ts';
import { sweepInvariants } from '../invariants.ts';
import { expectBalancedBooks } from '../platform/books.ts';
import { eventually } from '../platform/eventually.ts';
import type { Stage } from './stage.ts';

/**
 * Waits for quiet, then: invariants zero (one printed line), provider, payment_db and ticket_db agree to the won, nobody
 * was charged or refunded twice for anything.
 */
export async function expectSettledBooks({ platform, provider }: Stage, scenario: string): Promise<void> {
  const pools = { ticket: platform.sql('ticket_db'), payment: platform.sql('payment_db') };
  // A killed consumer's partitions stand still for the 6 s of its session; what is really broken is shown below.
  const broken = async () => Object.entries(await sweepInvariants(pools)).filter(([, count]) => count > 0);
  await eventually('books at rest', broken, (left) => left.length === 0, 60_000).catch(() => undefined);
  await expectBalancedBooks(platform, scenario);
  await balanceBooks(platform);
  const { rows } = await pools.payment.query<{ order_id: string; parts: number }>(
    `SELECT p.order_id, count(*)::int AS parts FROM part_refunds r JOIN payments p ON p.id = r.payment_id GROUP BY 1`,
  );
  const partsOf = new Map(rows.map(({ order_id, parts }) => [order_id, parts]));
  for (const { orderId, captures, captured, refunds, refunded } of await provider.ledger()) {
    expect(captures, `captures of ${orderId}`).to.be.at.most(1);
    expect(refunds, `refunds of ${orderId}`).to.be.at.most(captures + (partsOf.get(orderId) ?? 0));
    expect(refunded, `won given back of ${orderId}`).to.be.at.most(captured);
  }
}
