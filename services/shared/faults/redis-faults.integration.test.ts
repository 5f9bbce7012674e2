import { expect } from 'chai';
import { redis } from '../../../test/engines/redis.ts';
import { createLogger } from '../logging/logger.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { closeRedis, createRedis } from '../redis/redis-client.ts';
import { armFaults, disarmFaults } from './armed-faults.ts';

describe('the fault redis-error', function () {
  this.timeout(30_000);
  const logger = createLogger({ service: 'test', level: 'silent' });
  afterEach(disarmFaults);

  it('strikes every command of a real client, and none when it is off', async () => {
    const { url } = await redis();
    armFaults({ NODE_ENV: 'test', FAULTS: { 'redis-error': 100 } }, { logger, metrics: createMetrics('test', false) });
    const faulty = createRedis({ url, logger });
    disarmFaults();
    const well = createRedis({ url, logger });
    for (const client of [faulty, well]) if (!client.isReady) await new Promise((ready) => client.once('ready', ready));
    armFaults({ NODE_ENV: 'test', FAULTS: { 'redis-error': 100 } }, { logger, metrics: createMetrics('test', false) });

    const failed = [faulty.get('a'), faulty.set('a', '1'), faulty.eval('return 1', { keys: [], arguments: [] })];
    const outcomes = await Promise.allSettled([...failed, well.ping()]);

    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'rejected', 'fulfilled']);
    await Promise.all([closeRedis(faulty), closeRedis(well)]);
  });
});
