import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { kafka as testKafka } from '../../test/engines/kafka.ts';
import { postgres as testPostgres } from '../../test/engines/postgres.ts';
import { redis as testRedis } from '../../test/engines/redis.ts';
import { testEngineOptions } from '../../test/engines/test-run.ts';
import { startKafka } from './kafka.ts';
import { clusterIdAt } from './kafka-admin.ts';
import { startPostgres } from './postgres.ts';
import { startRedis } from './redis.ts';
import { fetchRedisPackage } from './redis-package.ts';
import { redisVersionAt } from './redis-ping.ts';

describe('engines by the environment', function () {
  this.timeout(180_000);

  it('are used and left running when REDIS_URL, KAFKA_BROKERS and DATABASE_URL_ADMIN are given', async () => {
    const [redis, kafka, postgres] = [await testRedis(), await testKafka(), await testPostgres()];
    const options = await testEngineOptions();

    const given = {
      redis: await startRedis({ ...options, env: { REDIS_URL: redis.url } }),
      kafka: await startKafka({ ...options, env: { KAFKA_BROKERS: kafka.brokers.join(',') } }),
      postgres: await startPostgres({ ...options, env: { DATABASE_URL_ADMIN: postgres.adminUrl } }),
    };
    for (const engine of Object.values(given)) await engine.stop();

    expect(given.redis.url).to.equal(redis.url);
    expect(given.redis.how).to.match(/^given by REDIS_URL \(7\./);
    expect(given.kafka.how).to.equal('given by KAFKA_BROKERS');
    expect(given.postgres.how).to.equal('given by DATABASE_URL_ADMIN (16.4)');
    expect(await redisVersionAt(redis.url)).to.match(/^7\./);
    expect(await clusterIdAt(kafka.brokers)).to.not.equal(null);
  });

  it('end the start when a given one does not answer, instead of quietly using another', async () => {
    const options = await testEngineOptions();

    const start = startRedis({ ...options, env: { ...options.env, REDIS_URL: 'redis://127.0.0.1:1' } });
    const error = await start.catch((thrown: unknown) => thrown);

    expect(String(error)).to.contain('REDIS_URL: nothing answers at the given address');
  });
});

describe('Redis without root and without an installed one', function () {
  this.timeout(180_000);

  it('runs from the Debian package fetched into a folder', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'urr-redis-package-'));
    const binary = await fetchRedisPackage(() => undefined, path.join(folder, 'redis'));
    const options = await testEngineOptions();
    if (typeof binary === 'string') expect.fail(binary);

    // No redis-server on this PATH: the folder's own is the one that starts.
    const engine = await startRedis({
      ...options,
      dataFolder: path.join(folder, 'data'),
      env: { PATH: '/nowhere' },
    });
    const version = await redisVersionAt(engine.url);
    await engine.stop();
    rmSync(folder, { recursive: true });

    expect(engine.how).to.contain('Debian package');
    expect(version).to.match(/^7\./);
  });
});
