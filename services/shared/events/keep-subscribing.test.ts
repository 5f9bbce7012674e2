import { expect } from 'chai';
import { keepSubscribing } from './keep-subscribing.ts';

const logger = { warn: () => undefined };

describe('keep subscribing', () => {
  it('tries until the broker is there, and stops what it subscribed', async () => {
    let tries = 0;
    let stops = 0;
    let subscribed: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      subscribed = resolve;
    });

    const running = keepSubscribing(
      async () => {
        tries += 1;
        if (tries < 3) throw new Error('broker away');
        subscribed();
        return {
          stop: async () => {
            stops += 1;
          },
        };
      },
      logger,
      1,
    );
    await done;
    await running.stop();

    expect({ tries, stops }).to.deep.equal({ tries: 3, stops: 1 });
  });

  it('ends at once when it is stopped while the broker is away', async () => {
    const running = keepSubscribing(() => Promise.reject(new Error('broker away')), logger, 3_600_000);

    await running.stop();
  });
});
