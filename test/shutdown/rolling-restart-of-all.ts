/**
 * Group K (runtime.md 3.2): every process of every service replaced under load, and again those that most requests pass:
 * SIGTERM at least 20 times. A command of its own (npm run test:shutdown), because it takes minutes.
 */
import { expectNothingToBeNoticed } from './rolling-restart.ts';
import { type TwoOfEach, twoOfEach } from './two-of-each.ts';

describe('a rolling restart of everything under load', function () {
  this.timeout(1_800_000);
  let all: TwoOfEach;

  before(async () => {
    all = await twoOfEach();
  });
  after(() => all?.stop());

  it('is noticed by nobody: no request fails, no event is lost', async () => {
    const each = all.services.flatMap((service) => [[service, 0] as const, [service, 1] as const]);
    const again = (['gateway', 'ticket', 'payment'] as const).flatMap((service) => [
      [service, 0] as const,
      [service, 1] as const,
    ]);

    await expectNothingToBeNoticed(all, [...each, ...again]);
  });
});
