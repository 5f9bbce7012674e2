import { expect } from 'chai';
import { createWire, type Wire } from '../../../test/chaos/tcp-proxy.ts';
import { redis } from '../../../test/engines/redis.ts';
import { eventually } from '../../../test/platform/eventually.ts';
import { closeRedis, createRedis, type RedisClient } from './redis-client.ts';

describe('a Redis that takes questions and gives no answer', function () {
  this.timeout(60_000);
  let wire: Wire;
  let client: RedisClient;
  const said: unknown[] = [];

  before(async () => {
    const url = new URL((await redis()).url);
    wire = await createWire({ host: url.hostname, port: Number(url.port) });
    url.host = `127.0.0.1:${wire.port}`;
    const logger = { warn: (...words: unknown[]) => said.push(words.at(-1)) };
    client = createRedis({ url: url.href, logger, silence: { everyMs: 20, patienceMs: 200 } });
    await eventually('a connection', () => Promise.resolve(client.isReady), Boolean);
  });
  after(async () => {
    await closeRedis(client);
    await wire.close();
  });

  it('is given up, and found again by a new connection', async () => {
    await wire.set('half-open');
    const waiting = client.get('silence-watch').then(
      () => 'answered',
      () => 'failed',
    );
    expect(await waiting).to.equal('failed');
    await wire.set('passes');

    const answer = () => client.get('silence-watch').catch(() => 'nobody there');
    expect(await eventually('an answer', answer, (value) => value === null)).to.equal(null);
    expect(said).to.include('redis gives no answer; its connection is replaced');
  });
});
