import { expect } from 'chai';
import type { AttemptCounter } from './attempt-counter.ts';
import { accountHerePolicy as policy } from './lockout-policy.ts';

/** What every attempt counter must do; run against the one in memory and the one in Redis. */
export function describeAttemptCounter(name: string, create: () => Promise<AttemptCounter>): void {
  describe(name, () => {
    const start = 1_790_000_000_000;
    let counter: AttemptCounter;

    beforeEach(async () => {
      counter = await create();
    });

    const attempts = async (key: string, times: number, atMs: number) => {
      const waits: number[] = [];
      for (let n = 0; n < times; n += 1) waits.push(await counter.count(key, policy, atMs));
      return waits;
    };

    it('lets five attempts through and refuses the sixth for 30 seconds', async () => {
      expect(await attempts('ann', 6, start)).to.deep.equal([0, 0, 0, 0, 0, 30_000]);
    });

    it('doubles the wait after every further failure, up to 15 minutes', async () => {
      await attempts('ann', 5, start);
      let now = start;
      const waits: number[] = [];

      for (let n = 0; n < 7; n += 1) {
        const wait = await counter.count('ann', policy, now);
        waits.push(wait);
        now += wait;
        await counter.count('ann', policy, now);
      }

      expect(waits).to.deep.equal([30_000, 60_000, 120_000, 240_000, 480_000, 900_000, 900_000]);
    });

    it('does not prolong a lock by attempts that it refuses', async () => {
      await attempts('ann', 50, start);

      expect(await counter.count('ann', policy, start + 29_999)).to.equal(1);
      expect(await counter.count('ann', policy, start + 30_000)).to.equal(0);
    });

    it('counts attempts that run at once', async () => {
      const waits = await Promise.all(Array.from({ length: 100 }, () => counter.count('ann', policy, start)));

      expect(waits.filter((wait) => wait === 0)).to.have.length(5);
    });

    it('keeps keys apart', async () => {
      await attempts('ann', 6, start);

      expect(await counter.count('bob', policy, start)).to.equal(0);
    });

    it('forgets a key on demand', async () => {
      await attempts('ann', 6, start);

      await counter.forget('ann');

      expect(await attempts('ann', 6, start)).to.deep.equal([0, 0, 0, 0, 0, 30_000]);
    });

    it('takes one attempt back, with the lock that it brought', async () => {
      await attempts('ann', 5, start);

      await counter.takeBack('ann', policy);

      expect(await attempts('ann', 2, start)).to.deep.equal([0, 30_000]);
    });

    it('trusts a key for as long as it was told, whatever is counted and forgotten', async () => {
      expect(await counter.isTrusted('ann', Date.now())).to.equal(false);
      await counter.trust('ann', 60_000, Date.now());
      await counter.count('ann', policy, start);
      await counter.forget('ann');

      expect(await counter.isTrusted('ann', Date.now())).to.equal(true);
      expect(await counter.isTrusted('bob', Date.now())).to.equal(false);
    });

    it('takes nothing back where nothing was counted', async () => {
      await counter.takeBack('ann', policy);

      expect(await attempts('ann', 6, start)).to.deep.equal([0, 0, 0, 0, 0, 30_000]);
    });
  });
}
