/** Group K in small: one process each of three services leaves while people buy. rolling-restart-of-all.ts has all of them. */
import { expectNothingToBeNoticed } from './rolling-restart.ts';
import { type TwoOfEach, twoOfEach } from './two-of-each.ts';

describe('a process that is told to stop under load', function () {
  this.timeout(300_000);
  let all: TwoOfEach;

  before(async () => {
    all = await twoOfEach();
  });
  after(() => all?.stop());

  it('is missed by nobody: no request fails, no event is lost', async () => {
    await expectNothingToBeNoticed(all, [
      ['ticket', 0],
      ['payment', 0],
      ['gateway', 0],
    ]);
  });
});
