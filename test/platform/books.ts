/** The last word of every scenario: the invariants swept by SQL and printed, all zeros or the test fails. */
import { expect } from 'chai';
import { sweepInvariants } from '../invariants.ts';
import { eventually } from './eventually.ts';
import type { TestPlatform } from './platform.ts';

/** Waits for quiet (events published), at most `patienceMs`; sweeps, prints one line. */
export async function expectBalancedBooks(
  platform: TestPlatform,
  scenario: string,
  patienceMs = 15_000,
): Promise<void> {
  const pools = { ticket: platform.sql('ticket_db'), payment: platform.sql('payment_db') };
  const clean = async () => Object.values(await sweepInvariants(pools)).every((count) => count === 0);
  // Late events may still be on their way; what is broken stays broken and is shown below.
  await eventually('books at rest', clean, (balanced) => balanced, patienceMs).catch(() => undefined);
  const invariants = await sweepInvariants(pools);
  const short = Object.entries(invariants).map(([name, count]) => `${name.split(' ')[0]} ${count}`);
  console.log(`      ${scenario}: ${short.join(', ')}`);
  for (const [name, count] of Object.entries(invariants)) expect(count, name).to.equal(0);
}
