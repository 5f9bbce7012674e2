import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { type Fixture, startGateway } from '../testing/gateway-fixture.ts';

const event = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';

describe('the rate-limit filter', () => {
  let gateway: Fixture;

  beforeEach(async () => {
    gateway = await startGateway();
  });

  afterEach(async () => {
    await gateway.stop();
  });

  const call = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(`${gateway.url}${path}`, { ...init, headers });
  const signedIn = (id = randomUUID()) => ({
    id,
    headers: { authorization: `Bearer ${gateway.accessToken({ id })}` },
  });

  describe('without Redis (E15)', () => {
    it('keeps the documented limits and says so in headers and a metric', async () => {
      const answers = await Promise.all(
        Array.from({ length: 25 }, () => call('/api/auth/login', {}, { method: 'POST' })),
      );

      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).to.equal(5);
      expect(answers[0]?.headers.get('ratelimit-limit')).to.equal('20');
      const retryAfter = Number(refused[0]?.headers.get('retry-after'));
      expect(retryAfter).to.be.within(55, 65);
      expect(await refused[0]?.json()).to.include({ code: 'RATE_LIMITED', retryAfterSeconds: retryAfter });
      const metrics = await (await call('/actuator/prometheus')).text();
      expect(metrics).to.match(/gateway_rate_limit_fallback_total\{service="gateway"\} 25/);
    });

    const counted: [string, string, string][] = [
      ['GET', '/api/auth/x', '20'],
      ['POST', '/api/v1/auth/login', '20'],
      ['GET', '/api/queue/status/1', '60'],
      ['POST', '/api/seats/x', '10'],
      ['POST', `/api/reservations/${event}/cancel`, '10'],
      ['DELETE', '/api/SEATS/x', '10'],
      ['GET', '/api/seats/layouts', '100'],
      ['GET', '/api/reservations/my', '100'],
      ['GET', '/api/events', '100'],
      ['GET', '/api/nowhere', '100'],
    ];
    for (const [method, path, limit] of counted) {
      it(`counts ${method} ${path} against ${limit} a minute`, async () => {
        expect((await call(path, {}, { method })).headers.get('ratelimit-limit')).to.equal(limit);
      });
    }

    for (const path of ['/api/auth/me', '/api/v1/auth/me', '/health', '/actuator/prometheus']) {
      it(`does not count ${path}`, async () => {
        expect((await call(path)).headers.get('ratelimit-limit')).to.equal(null);
      });
    }

    it('counts each signed-in user apart, whatever the address', async () => {
      const [first, second] = [signedIn(), signedIn()];

      const one = await call('/api/events', first.headers);
      const other = await call('/api/events', second.headers);

      expect([one, other].map(({ headers }) => headers.get('ratelimit-remaining'))).to.deep.equal(['99', '99']);
    });

    it('counts signing in and registering by address, so that new accounts bring no new tries', async () => {
      const remaining: (string | null)[] = [];
      for (const { headers } of [signedIn(), signedIn(), { headers: {} }]) {
        remaining.push((await call('/api/auth/login', headers, { method: 'POST' })).headers.get('ratelimit-remaining'));
      }

      expect(remaining).to.deep.equal(['19', '18', '17']);
    });

    it('believes no X-Forwarded-For without a trusted proxy, and passes on only the address it knows', async () => {
      await call('/api/events', { 'x-forwarded-for': '1.1.1.1' });
      const second = await call('/api/events', { 'x-forwarded-for': '2.2.2.2' });

      expect(second.headers.get('ratelimit-remaining')).to.equal('98');
      expect(gateway.seen[0]?.headers['x-forwarded-for']).to.equal('127.0.0.1');
    });
  });

  describe('behind two trusted proxies', () => {
    it('takes the address that the outermost of them saw (10.1 no. 26)', async () => {
      await gateway.stop();
      gateway = await startGateway({ TRUSTED_PROXY_HOPS: '2' });

      const forged = await call('/api/events', { 'x-forwarded-for': '9.9.9.9, 203.0.113.7, 10.0.0.1' });
      const again = await call('/api/events', { 'x-forwarded-for': '8.8.8.8, 203.0.113.7, 10.0.0.1' });
      const neighbour = await call('/api/events', { 'x-forwarded-for': '9.9.9.9, 203.0.113.8, 10.0.0.1' });

      expect([forged, again, neighbour].map(({ headers }) => headers.get('ratelimit-remaining'))).to.deep.equal([
        '99',
        '98',
        '99',
      ]);
      expect(gateway.seen[0]?.headers['x-forwarded-for']).to.equal('203.0.113.7');
    });
  });
});
