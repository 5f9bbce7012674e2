import { expect } from 'chai';
import fc from 'fast-check';
import { authorizationOf } from '../shared/testing/foundation-fake.ts';
import { ownOrigin, type RunningAuth, runAuth } from './testing/running-auth.ts';

const hostile = fc.constantFrom(
  "' OR 1=1 --",
  '\u0000',
  '\ud800',
  '__proto__',
  '{{7*7}}',
  'x'.repeat(5_000),
  '-1',
  'NaN',
  '1e999',
  '%00',
  '../../etc/passwd',
  "redis.call('FLUSHALL')",
);
const value = fc.oneof(
  hostile,
  fc.string({ unit: 'binary' }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constant('ann@example.com'),
);
const bodyWith = (...fields: string[]) =>
  fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.record(Object.fromEntries([...fields, '__proto__', 'role'].map((field) => [field, value])), {
      requiredKeys: [],
    }),
  );

describe('bad input to auth', function () {
  this.timeout(120_000);
  let auth: RunningAuth;

  before(async () => {
    auth = await runAuth();
  });
  after(() => auth.close());

  const bodies = {
    '/api/auth/register': bodyWith('email', 'password', 'name', 'phone'),
    '/api/auth/login': bodyWith('email', 'password'),
    '/api/auth/refresh': bodyWith('refreshToken'),
    '/api/auth/logout': bodyWith('refreshToken'),
    '/internal/users/batch': bodyWith('userIds'),
  };
  for (const [path, body] of Object.entries(bodies)) {
    it(`is never a failure of ours at POST ${path}`, async () => {
      const caller = path.startsWith('/internal') ? 'ticket' : 'gateway';
      const statuses = new Set<number>();

      await fc.assert(
        fc.asyncProperty(body, async (json) => {
          const headers = { authorization: authorizationOf(caller), origin: ownOrigin };
          const response = await auth.call('POST', path, { body: json, headers });
          await response.arrayBuffer();
          statuses.add(response.status);
        }),
        { numRuns: 250 },
      );

      for (const status of statuses) expect(status).to.be.oneOf([200, 201, 400, 401, 409, 422, 429]);
    });
  }

  for (const path of ['/api/auth/sessions/:x', '/internal/users/:x']) {
    it(`is never a failure of ours in the path ${path}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ minLength: 1 }), async (id) => {
          const url = path.replace(':x', () => encodeURIComponent(Buffer.from(id).toString()));
          const caller = path.startsWith('/internal') ? 'ticket' : 'gateway';
          const method = caller === 'ticket' ? 'GET' : 'DELETE';
          const response = await auth.call(method, url, { headers: { authorization: authorizationOf(caller) } });
          await response.arrayBuffer();
          return response.status < 500;
        }),
        { numRuns: 100 },
      );
    });
  }

  it('is never a failure of ours in cookies and forwarded addresses', async () => {
    const headerText = fc.string({
      unit: fc.constantFrom(...Array.from({ length: 95 }, (_, n) => String.fromCharCode(32 + n))),
    });
    await fc.assert(
      fc.asyncProperty(headerText, headerText, async (cookie, address) => {
        const response = await auth.call('POST', '/api/auth/refresh', {
          headers: {
            cookie: `refresh_token=${cookie}`,
            'x-forwarded-for': address,
            'user-agent': cookie,
            origin: ownOrigin,
          },
        });
        return response.status === 401;
      }),
      { numRuns: 200 },
    );
  });

  it('leaves a working service behind', async () => {
    const health = await fetch(`${auth.base}/health`);

    expect(health.status).to.equal(200);
    expect(await health.json()).to.deep.equal({ service: 'auth', status: 'ok', dependencies: { postgres: 'ok' } });
  });
});
