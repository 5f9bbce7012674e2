/** The books of both sides: what the provider took and gave back, and what our databases say about it. */
import { z } from 'zod';
import { sweepInvariants } from '../../test/invariants.ts';
import type { TestPlatform } from '../../test/platform/platform.ts';
import { expectEqual } from './narrator.ts';

const ledgerSchema = z.object({
  entries: z.array(
    z.object({ orderId: z.string(), captured: z.int(), refunded: z.int(), captures: z.int(), refunds: z.int() }),
  ),
});

/** The provider's own books, of one order or of all. */
export async function providerLedger(platform: TestPlatform, orderId?: string) {
  const query = orderId ? `?orderId=${encodeURIComponent(orderId)}` : '';
  const answer = await fetch(`${platform.urls['payment-test-provider']}/test/ledger${query}`);
  return ledgerSchema.parse(await answer.json()).entries;
}

/**
 * Compares to the won: money the provider keeps, payments that stand, reservations that are paid. Then sweeps the invariants.
 * @returns the sums and the zeros, as text
 * @throws Error when anything differs
 */
export async function balanceBooks(platform: TestPlatform): Promise<string> {
  const ledger = await providerLedger(platform);
  const kept = ledger.reduce((sum, { captured, refunded }) => sum + captured - refunded, 0);
  const paid = await sum(
    platform,
    'payment_db',
    `SELECT coalesce(sum(amount - part_refunded), 0) AS won FROM payments WHERE status = 'confirmed'`,
  );
  const sold = await sum(
    platform,
    'ticket_db',
    `SELECT coalesce(sum(total_amount - given_back), 0) AS won FROM reservations WHERE status = 'confirmed'`,
  );
  expectEqual('money kept by the provider', kept, paid);
  expectEqual('price of the tickets sold', sold, paid);
  const invariants = await sweepInvariants({ ticket: platform.sql('ticket_db'), payment: platform.sql('payment_db') });
  for (const [name, count] of Object.entries(invariants)) expectEqual(name, count, 0);
  const zeros = Object.keys(invariants).map((name) => `${name.split(' ')[0]} 0`);
  return `${paid.toLocaleString('en-US')} won on all three sides; ${zeros.join(', ')}`;
}

async function sum(platform: TestPlatform, database: 'payment_db' | 'ticket_db', sql: string): Promise<number> {
  const { rows } = await platform.sql(database).query<{ won: string }>(sql);
  return Number(rows[0]?.won);
}
