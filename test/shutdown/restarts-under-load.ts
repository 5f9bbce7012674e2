/**
 * Group K (runtime.md 3.2): processes that leave while people buy. `npm run test:shutdown` replaces every process of
 * every service, and those that most requests pass once more: SIGTERM at least 20 times.
 * `npx mocha test/shutdown/restarts-under-load.ts` takes one process each of three services, in 90 s.
 */
import { expect } from 'chai';
import { expectNothingToBeNoticed } from './rolling-restart.ts';
import { type TwoOfEach, twoOfEach } from './two-of-each.ts';

const isAll = process.env.RESTARTS === 'all';
const busiest = ['ticket', 'payment', 'gateway'] as const;

describe('a process that is told to stop under load', function () {
  this.timeout(isAll ? 3_600_000 : 400_000);
  let all: TwoOfEach;

  before(async () => {
    all = await twoOfEach();
  });
  after(() => all?.stop());

  it('is missed by nobody: no request fails, no event is lost', async () => {
    const both = (service: TwoOfEach['services'][number]) => [[service, 0] as const, [service, 1] as const];
    const everything = [...all.services, ...busiest].flatMap(both);
    if (isAll) expect(everything.length).to.be.at.least(20);

    await expectNothingToBeNoticed(all, isAll ? everything : busiest.map((service) => [service, 0] as const));
  });
});
