/** Group G (runtime.md 3.2): whatever comes in, the answer is a 4xx with a code. Every route of the joined OpenAPI document. */
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { Pool } from 'undici';
import { z } from 'zod';
import { mainEvents } from '../../prisma/seed/events.ts';
import { type Buyer, createCrowd } from '../platform/crowd.ts';
import { sharedPlatform, type TestPlatform } from '../platform/platform.ts';
import { sendRaw } from '../platform/raw-http.ts';

const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const casesPerRoute = 60;

/** Things that have broken servers before. */
const nasty = fc.constantFrom<unknown>(
  null,
  '',
  'x',
  ' ',
  0,
  -1,
  Number.POSITIVE_INFINITY,
  Number.MAX_SAFE_INTEGER,
  2 ** 31,
  0.5,
  true,
  [],
  [[]],
  {},
  'null',
  'undefined',
  'NaN',
  "' OR 1=1 --",
  '"; return redis.call("FLUSHALL") --',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  '%00',
  'a'.repeat(5_000),
  randomUUID(),
  '__proto__',
  { __proto__: { admin: true } },
  { toString: 1 },
  [null],
  [randomUUID(), randomUUID()],
  '<script>',
  'é'.repeat(300),
);
const fields = [
  'eventId',
  'seatIds',
  'items',
  'idempotencyKey',
  'amount',
  'orderId',
  'paymentKey',
  'reservationId',
  'email',
  'password',
  'name',
  'phone',
  'token',
  'refreshToken',
  'paymentType',
  'cancelReason',
  'title',
  'content',
  'artist_id',
  'is_pinned',
  'constructor',
];
const body = fc.oneof(
  fc
    .dictionary(fc.constantFrom(...fields), fc.oneof(nasty, fc.jsonValue()), { maxKeys: 6 })
    .map((value) => JSON.stringify(value)),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '',
    '{',
    '[',
    'null',
    '"text"',
    '1e400',
    '{"a":1,}',
    '\uFEFF{}',
    '{"__proto__":{"x":1}}',
    `{"a":${'['.repeat(2_000)}${']'.repeat(2_000)}}`,
  ),
);
const segment = fc.oneof(
  nasty.map((value) => encodeURIComponent((JSON.stringify(value) ?? '').slice(0, 300))),
  fc.constant(randomUUID()),
  fc.constant('%E0%A4%A'),
);
const query = fc.oneof(
  fc.constant(''),
  fc.constantFrom(
    '?page=-1',
    '?limit=0',
    '?limit=99999999999999999999',
    '?page=NaN&limit=x',
    '?q=%25%27%22%5C',
    '?q[]=1&q[]=2',
    '?page=1&page=2',
    '?limit=',
    '?status=__proto__',
    `?q=${'x'.repeat(3_000)}`,
    '?threshold=-1',
    '?threshold=1e9',
  ),
);

describe('bad input through the gateway', function () {
  this.timeout(300_000);
  let running: TestPlatform;
  let buyer: Buyer;
  let pool: Pool;
  const routes: { method: string; path: string }[] = [];

  before(async () => {
    running = await sharedPlatform();
    buyer = createCrowd(running).newcomer(mainEvents.concert.id);
    pool = new Pool(running.urls.gateway, { connections: 16 });
    const answer = await pool.request({ method: 'GET', path: '/openapi.json' });
    const { paths } = documentSchema.parse(await answer.body.json());
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods)) routes.push({ method: method.toUpperCase(), path });
    }
  });
  after(() => pool.close());

  it('finds the routes of all eight services in the document', () => {
    const paths = routes.map(({ path }) => path);

    expect(paths).to.include.members([
      '/api/auth/login',
      '/api/events',
      '/api/queue/check/{eventId}',
      '/api/seats/reserve',
      '/api/payments/confirm',
      '/api/community/posts',
      '/api/stats/overview',
    ]);
    expect(routes.length).to.be.greaterThan(30);
  });

  it(`answers no route with a 5xx, each tried ${casesPerRoute} times, and refusals are problem documents`, async () => {
    const tally: Record<string, number> = {};
    for (const { method, path } of routes.filter((route) => !route.path.startsWith('/internal'))) {
      const one = fc.asyncProperty(
        fc.array(segment, { minLength: 3, maxLength: 3 }),
        query,
        body,
        fc.boolean(),
        async (segments, suffix, sent, signedIn) => {
          let index = 0;
          const target = path.replace(/\{\w+\}/g, () => segments[index++ % 3] || 'x') + suffix;
          const answer = await pool.request({
            method,
            path: target,
            headers: { 'content-type': 'application/json', ...(signedIn && buyer.headers) },
            body: method === 'GET' ? null : sent,
          });
          const text = await answer.body.text();
          tally[answer.statusCode] = (tally[answer.statusCode] ?? 0) + 1;
          if (answer.statusCode >= 500)
            throw new Error(
              `${method} ${target} ${sent.slice(0, 200)} answered ${answer.statusCode} ${text.slice(0, 300)}`,
            );
          if (answer.statusCode >= 400)
            z.object({ code: z.string(), status: z.literal(answer.statusCode), type: z.string() }).parse(
              JSON.parse(text),
            );
        },
      );
      // Leaving the event stream open would wait for ever: it has its own tests.
      if (!path.includes('stream')) await fc.assert(one, { numRuns: casesPerRoute });
    }
    console.log(`      ${routes.length} routes: ${JSON.stringify(tally)}`);
    expect(Object.keys(tally).every((status) => Number(status) < 500)).to.equal(true);
  });

  const raw: [string, string][] = [
    [
      'two different lengths',
      'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
    ],
    [
      'length and chunks (smuggling)',
      'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a header with a bare line feed', 'GET /api/v1/events HTTP/1.1\r\nHost: x\r\nX-A: b\nX-User-Id: c\r\n\r\n'],
    ['an absolute target', 'GET http://169.254.169.254/latest HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['headers without end', `GET /api/v1/events HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(70_000)}\r\n\r\n`],
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['a method of its own', 'BREW /api/v1/events HTTP/1.1\r\nHost: x\r\n\r\n'],
  ];
  for (const [what, text] of raw) {
    it(`refuses ${what} and lives on`, async () => {
      const { status } = await sendRaw(running.urls.gateway, text);

      expect(String(status)).to.match(/^4\d\d$|^0$/);
      expect((await pool.request({ method: 'GET', path: '/health' })).statusCode).to.equal(200);
    });
  }
});
