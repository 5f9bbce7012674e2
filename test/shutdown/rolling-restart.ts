/** Services that are replaced one after the other while people buy (group K of runtime.md 3.2). */
import { expect } from 'chai';
import { createProbes } from '../chaos/probes.ts';
import { providerAt } from '../money/provider.ts';
import { ends } from '../money/purchase.ts';
import type { Stage } from '../money/stage.ts';
import { expectBalancedBooks } from '../platform/books.ts';
import { createCrowd } from '../platform/crowd.ts';
import { eventually } from '../platform/eventually.ts';
import { openSale } from '../platform/sale.ts';
import { startLoad } from './load.ts';
import type { TwoOfEach } from './two-of-each.ts';

/** Each of these processes is replaced in turn, under load. Fails when a request fails, an event is lost or a stop is not clean. */
export async function expectNothingToBeNoticed(
  all: TwoOfEach,
  turns: readonly (readonly [service: TwoOfEach['services'][number], which: 0 | 1])[],
): Promise<void> {
  const { platform } = all;
  const crowd = createCrowd(platform, 32);
  const { eventId, seatIds } = await openSale(platform.sql('ticket_db'), 50_000);
  const seats = seatIds.values();
  const nextSeat = () => seats.next().value ?? '';
  const provider = providerAt(platform.urls['payment-test-provider'], platform.urls.gateway);
  const stage: Stage = { platform, crowd, provider, eventId, nextSeat };
  const newcomer = () => crowd.newcomer(eventId);
  const probes = createProbes({
    buyer: newcomer(),
    admin: crowd.newcomer(eventId, 'admin'),
    eventId,
    newcomer,
    nextSeat,
  });

  const load = startLoad(stage, probes, 8);
  const exits: string[] = [];
  for (const [service, which] of turns) {
    const before = load.sent();
    await eventually(
      'requests under way',
      () => Promise.resolve(load.sent()),
      (sent) => sent > before + 50,
    );
    const { code } = await all.replace(service, which);
    exits.push(`${service} ${which + 1}: ${code}`);
  }
  await load.stop();

  console.log(
    `      ${turns.length} processes replaced under ${load.sent()} requests with ${load.purchases.length} purchases: ${load.failed.length} failed`,
  );
  expect(load.failed).to.deep.equal([]);
  expect(exits.filter((exit) => !exit.endsWith(': 0'))).to.deep.equal([]);
  for (const purchase of load.purchases) await ends(purchase, 'confirmed confirmed');
  await expectBalancedBooks(platform, 'rolling restart');
  await crowd.close();
}
