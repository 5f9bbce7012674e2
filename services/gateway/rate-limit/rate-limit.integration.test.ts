import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { redis as sharedRedis } from '../../../test/engines/redis.ts';
import { createLogger } from '../../shared/logging/logger.ts';
import { closeRedis, createRedis, type RedisClient } from '../../shared/redis/redis-client.ts';
import { type Fixture, startGateway } from '../testing/gateway-fixture.ts';
import { LocalWindows } from './local-windows.ts';
import { takeScript } from './redis-script.ts';
import { RedisWindows } from './redis-windows.ts';

const logger = createLogger({ service: 'test', level: 'silent' });

describe('rate limits in Redis', function () {
  this.timeout(60_000);
  let redis: RedisClient;
  let url: string;

  before(async () => {
    ({ url } = await sharedRedis());
    redis = createRedis({ url, logger });
    while (!redis.isReady) await sleep(10);
  });

  beforeEach(async () => {
    for (const key of await redis.keys('rate:*')) await redis.del(key);
  });

  after(async () => {
    await closeRedis(redis);
  });

  /** The script with a clock of the test's own, so that minutes pass without waiting. */
  const takeAt = async (seconds: number, client = 'user:a', limit = 10): Promise<number> => {
    const script = takeScript.replace("call('TIME')", `({ '${Math.floor(seconds)}', '0' })`);
    const answer = await redis.sendCommand(['EVAL', script, '1', 'rate:GENERAL', String(limit), `00${client}`]);
    return Number(Array.isArray(answer) ? answer[0] : Number.NaN);
  };

  it('counts up to the limit, then says how long to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => takeAt(1_000_000)));

    expect(answers.filter((answer) => answer > 0).toSorted((a, b) => a - b)).to.deep.equal([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect(answers.slice(10)).to.deep.equal([-65, -65]);
  });

  it('lets a refused client in when it said it would', async () => {
    for (let i = 0; i < 10; i += 1) await takeAt(1_000_003);
    const wait = -(await takeAt(1_000_030));

    expect(await takeAt(1_000_030 + wait - 1)).to.be.below(0);
    expect(await takeAt(1_000_030 + wait)).to.equal(1);
  });

  it('never admits more than the limit in any 60 s, and nobody waits more than 5 s too long', async () => {
    // Requests at irregular moments for five minutes, by a fixed rule; compared with a list of exact times.
    const admitted: number[] = [];
    let refusedTooLong = 0;
    let state = 7;
    for (let now = 2_000_000; now < 2_000_300; now += 1) {
      state = (state * 48_271) % 2_147_483_647;
      for (let burst = state % 4; burst > 0; burst -= 1) {
        if ((await takeAt(now)) > 0) admitted.push(now);
        else if (admitted.filter((then) => then > now - 65).length < 10) refusedTooLong += 1;
      }
    }

    const most = Math.max(
      ...admitted.map((start) => admitted.filter((then) => then >= start && then < start + 60).length),
    );
    expect(admitted.length).to.be.above(40);
    expect(most).to.equal(10);
    expect(refusedTooLong).to.equal(0);
  });

  it('decides as the windows of a process do, over generations of keys and long silences', async () => {
    const local = new LocalWindows();
    const mine: number[] = [];
    const theirs: number[] = [];
    let now = 3_000_000;
    for (let i = 0; i < 600; i += 1) {
      now += [0, 0, 1, 4, 7, 13, 66, 200][(i * i + 3 * i) % 8] ?? 0;
      mine.push(await takeAt(now, 'user:b', 5));
      theirs.push(local.take('user:b', 5, now));
    }

    expect(mine).to.deep.equal(theirs);
  });

  it('shares one window among several gateways and counts each request once', async () => {
    const gateways = [1, 2, 3].map(() => new RedisWindows(redis));

    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, i) => gateways[i % 3]?.take('QUEUE', 'user:shared', 60) ?? Promise.resolve(0)),
    );

    expect(answers.filter((answer) => answer > 0).length).to.equal(60);
  });

  it('counts after Redis has lost its scripts', async () => {
    await redis.sendCommand(['SCRIPT', 'FLUSH']);

    expect(await new RedisWindows(redis).take('AUTH', 'ip:1.2.3.4', 20)).to.equal(1);
  });

  it('leaves nothing behind for ever: every key expires', async () => {
    await Promise.all(Array.from({ length: 500 }, (_, i) => new RedisWindows(redis).take('GENERAL', `user:${i}`, 100)));

    const keys = await redis.keys('rate:*');
    const lives = await Promise.all(keys.map((key) => redis.ttl(key)));

    expect(keys.length).to.be.within(300, 500);
    expect(Math.min(...lives)).to.be.above(65);
    expect(Math.max(...lives)).to.be.at.most(140);
  });

  it('needs at most 100 bytes for each of 10,000 and of 100,000 clients', async () => {
    for (const clients of [10_000, 100_000]) {
      for (const key of await redis.keys('rate:*')) await redis.del(key);
      const before = await usedMemory(redis);
      const windows = new RedisWindows(redis, 10_000);
      for (let from = 0; from < clients; from += 1_000) {
        const names = Array.from(
          { length: 1_000 },
          (_, i) => `user:${Buffer.from(`${from + i}`.padStart(16, '0')).toString('base64url')}`,
        );
        await Promise.all(names.flatMap((name) => [1, 2, 3].map(() => windows.take('GENERAL', name, 100))));
      }

      expect(((await usedMemory(redis)) - before) / clients).to.be.below(100);
    }
  });

  describe('through the gateway', () => {
    let gateway: Fixture;

    beforeEach(async () => {
      gateway = await startGateway({ REDIS_URL: url });
      while ((await (await fetch(`${gateway.url}/health`)).text()).includes('error')) await sleep(20);
    });

    afterEach(async () => {
      await gateway.stop();
    });

    it('hold for several at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 30 }, () => fetch(`${gateway.url}/api/auth/login`, { method: 'POST' })),
      );

      expect(answers.filter(({ status }) => status === 429).length).to.equal(10);
      expect(await (await fetch(`${gateway.url}/actuator/prometheus`)).text()).to.match(
        /gateway_rate_limit_fallback_total\{service="gateway"\} 0/,
      );
    });

    it('go on in the process while Redis hangs, and the requests too (E15, 10.1 #25)', async () => {
      await redis.sendCommand(['CLIENT', 'PAUSE', '1200', 'ALL']);
      const started = performance.now();

      const first = await fetch(`${gateway.url}/api/events`);
      const second = await fetch(`${gateway.url}/api/events`);

      expect([first.status, second.status]).to.deep.equal([200, 200]);
      expect(second.headers.get('ratelimit-remaining')).to.equal('98');
      expect(performance.now() - started).to.be.below(1_000);
    });
  });
});

async function usedMemory(redis: RedisClient): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);
}
