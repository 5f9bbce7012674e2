import { expect } from 'chai';
import { silentLogger } from '../testing/test-sale.ts';
import { keepSubscribing } from './keep-subscribing.ts';

describe('keeping a subscription', () => {
  it('tries until the broker answers, and stops what it got', async () => {
    let tries = 0;
    let stops = 0;
    let subscribed: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      subscribed = resolve;
    });
    const subscription = keepSubscribing(
      async () => {
        tries += 1;
        if (tries < 3) throw new Error('no broker');
        subscribed();
        return {
          stop: async () => {
            stops += 1;
          },
        };
      },
      silentLogger,
      0,
    );
    await done;

    await subscription.stop();

    expect([tries, stops]).to.deep.equal([3, 1]);
  });

  it('gives up when it is told to stop while the broker is away', async () => {
    const subscription = keepSubscribing(() => Promise.reject(new Error('no broker')), silentLogger, 60_000);

    await subscription.stop();
  });
});
