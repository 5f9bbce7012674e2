import { expect } from 'chai';
import { existingServices } from '../../local/platform.ts';
import { eventually } from './eventually.ts';
import { platform, sharedPlatform } from './platform.ts';

const readiness = async (url: string): Promise<number> => (await fetch(`${url}/actuator/health/readiness`)).status;

describe('platform for tests', function () {
  this.timeout(120_000);

  it('runs every service on real engines, with the seeded events on sale', async () => {
    const { urls, supervisor, sql } = await sharedPlatform();

    for (const name of existingServices()) expect(await readiness(urls[name]), name).to.equal(200);
    expect(supervisor.isRunning('payment-test-provider')).to.equal(true);
    const { rows } = await sql('ticket_db').query<{ seats: number }>('SELECT count(*)::int AS seats FROM seats');
    expect(rows[0]!.seats).to.be.greaterThan(265 + 1250 + 4900 - 1);
    const events = await fetch(`${urls.gateway}/api/events`);
    expect(events.status).to.equal(200);
  });

  it('is the same for every test that shares it', async () => {
    expect(await sharedPlatform()).to.equal(await sharedPlatform());
  });

  it('stands beside another one of its own, whose services and engines a test may stop and start', async () => {
    const [shared, own] = [
      await sharedPlatform(),
      await platform({ only: ['auth', 'gateway'], seed: false, env: { auth: { LOG_LEVEL: 'info' } } }),
    ];

    const { rows } = await own.sql('ticket_db').query<{ seats: number }>('SELECT count(*)::int AS seats FROM seats');
    expect(rows[0]!.seats).to.equal(0);
    expect(own.urls.gateway).to.not.equal(shared.urls.gateway);
    expect(own.redis.url).to.not.equal(shared.redis.url);

    await own.supervisor.kill('auth');
    const whileDead = await readiness(own.urls.auth).catch(() => 'nobody answers');
    await own.supervisor.start('auth');
    await own.redis.stop();
    const health = async () => (await fetch(`${own.urls.gateway}/health`)).text();
    await eventually('Redis is missed', health, (text) => text.includes('degraded'));
    await own.restartRedis();
    await eventually('Redis is back', health, (text) => text.includes('"ok"') && !text.includes('degraded'));

    expect(whileDead).to.equal('nobody answers');
    expect(await readiness(own.urls.auth)).to.equal(200);
    await own.stop();
    expect(await readiness(shared.urls.gateway)).to.equal(200);
  });
});
