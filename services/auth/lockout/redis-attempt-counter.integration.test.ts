import { expect } from 'chai';
import { redis } from '../../../test/engines/redis.ts';
import { createLogger } from '../../shared/logging/logger.ts';
import { closeRedis, createRedis, type RedisClient } from '../../shared/redis/redis-client.ts';
import { describeAttemptCounter } from './attempt-counter.contract.test.ts';
import { accountHerePolicy } from './lockout-policy.ts';
import { createRedisAttemptCounter } from './redis-attempt-counter.ts';

describe('attempts in Redis', function () {
  this.timeout(60_000);
  let client: RedisClient;

  before(async () => {
    const { url } = await redis();
    client = createRedis({ url, logger: createLogger({ service: 'test', level: 'silent' }) });
    await new Promise((resolve) => client.once('ready', resolve));
  });

  after(() => closeRedis(client));

  // A name of its own for every test: the Redis belongs to the whole test process.
  let tests = 0;
  describeAttemptCounter('with a real server', async () => {
    tests += 1;
    const counter = createRedisAttemptCounter(client);
    const own = (key: string) => `test-${tests}:${key}`;
    return {
      count: (key, policy, nowMs) => counter.count(own(key), policy, nowMs),
      takeBack: (key, policy) => counter.takeBack(own(key), policy),
      forget: (key) => counter.forget(own(key)),
      trust: (key, forMs, nowMs) => counter.trust(own(key), forMs, nowMs),
      isTrusted: (key, nowMs) => counter.isTrusted(own(key), nowMs),
    };
  });

  it('leave by themselves an hour after the last attempt', async () => {
    const key = `expiry-${crypto.randomUUID()}`;

    await createRedisAttemptCounter(client).count(key, accountHerePolicy, Date.now());

    expect(await client.pTTL(`auth:attempts:${key}`)).to.be.within(3_590_000, 3_600_000);
  });

  it('trust no longer than they were told', async () => {
    const key = `trust-${crypto.randomUUID()}`;

    await createRedisAttemptCounter(client).trust(key, 60_000, Date.now());

    expect(await client.pTTL(`auth:trusted:${key}`)).to.be.within(50_000, 60_000);
  });
});
