import { expect } from 'chai';
import { cookiesOf, ownOrigin, type RunningAuth, runAuth } from './testing/running-auth.ts';

describe('auth without Redis', function () {
  this.timeout(60_000);
  const person = { email: 'ann@example.com', password: 'correct horse', name: 'Ann' };
  const headers = { 'x-forwarded-for': '10.7.0.1', origin: ownOrigin };
  let auth: RunningAuth;

  before(async () => {
    // Nothing listens on port 1.
    auth = await runAuth({ env: { REDIS_URL: 'redis://127.0.0.1:1' } });
  });
  after(() => auth.close());

  it('registers, signs in, refreshes and signs out: losing Redis logs nobody out', async () => {
    const registered = await auth.call('POST', '/api/auth/register', { body: person, headers });
    const { email, password } = person;
    const signedIn = await auth.call('POST', '/api/auth/login', { body: { email, password }, headers });
    const refreshed = await auth.call('POST', '/api/auth/refresh', {
      headers: { ...headers, cookie: cookiesOf(signedIn) },
    });
    const out = await auth.call('POST', '/api/auth/logout', { headers: { ...headers, cookie: cookiesOf(refreshed) } });

    expect([registered, signedIn, refreshed, out].map(({ status }) => status)).to.deep.equal([201, 200, 200, 200]);
  });

  it('still locks out guessing (10.2 #6)', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      const body = { email: person.email, password: 'wrong' };
      statuses.push((await auth.call('POST', '/api/auth/login', { body, headers })).status);
    }

    expect(statuses).to.deep.equal([401, 401, 401, 401, 401, 429]);
  });

  it('says so in a metric, and is healthy', async () => {
    const metrics = await (await fetch(`${auth.base}/actuator/prometheus`)).text();

    expect(Number(/auth_redis_failures_total\S* (\d+)/.exec(metrics)?.[1])).to.be.above(5);
    expect((await fetch(`${auth.base}/health`)).status).to.equal(200);
  });
});
