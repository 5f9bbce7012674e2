import { expect } from 'chai';
import { silentLogger } from '../testing/test-sale.ts';
import { startJob } from './repeating-job.ts';

describe('a repeating job', () => {
  it('goes on after a failed round and finishes the running one before it stops', async () => {
    let rounds = 0;
    let finish: () => void = () => undefined;
    const third = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let reached: () => void = () => undefined;
    const inThird = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const job = startJob({
      name: 'test',
      intervalMs: 0,
      logger: silentLogger,
      work: async () => {
        rounds += 1;
        if (rounds < 3) throw new Error('failed');
        reached();
        await third;
      },
    });
    await inThird;

    let stopped = false;
    const stopping = job.stop().then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).to.equal(false);
    finish();
    await stopping;

    expect(rounds).to.equal(3);
  });
});
