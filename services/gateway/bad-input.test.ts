import { expect } from 'chai';
import fc from 'fast-check';
import { type Fixture, rawExchange, startGateway } from './testing/gateway-fixture.ts';

// Back ends answer 200 to everything here: whatever else comes is the gateway's own word, and must not be a 5xx.
describe('bad input at the gateway', function () {
  this.timeout(60_000);
  let gateway: Fixture;

  before(async () => {
    const limits = ['AUTH', 'QUEUE', 'BOOKING', 'GENERAL'].map((name) => [`RATE_LIMIT_${name}_RPM`, '10000000']);
    gateway = await startGateway(Object.fromEntries(limits));
  });

  after(async () => {
    await gateway.stop();
  });

  const statusOf = async (bytes: string | Buffer, silenceMs = 2_000) => {
    const text = await rawExchange(gateway.port, bytes, silenceMs);
    // Nothing at all is right too: the connection of a broken request may just be closed.
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 400);
  };
  const nasty = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom(
      '__proto__',
      'constructor',
      "' OR 1=1 --",
      '../..',
      '%00',
      '%',
      '\u0000',
      '{{7*7}}',
      '$' + '{jndi:ldap://x}',
      'a'.repeat(9_000),
      '-1',
      'NaN',
      '1e309',
      '[]',
      'null',
    ),
  );
  const segment = fc.oneof(
    nasty,
    fc.constantFrom('api', 'v1', 'events', 'seats', 'reserve', 'reservations', 'queue', 'admin', 'auth'),
  );
  const line = (text: string) => text.replaceAll(/[\r\n]/g, '');

  it('never becomes a 5xx or a crash: paths and queries', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(segment, { maxLength: 5 }),
        nasty,
        fc.constantFrom('GET', 'POST', 'DELETE', 'HEAD'),
        async (segments, query, method) => {
          const target = line(`/api/${segments.join('/')}?${query}`);
          expect(
            await statusOf(Buffer.from(`${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)),
          ).to.be.below(500);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('never becomes a 5xx or a crash: headers and cookies', async () => {
    const names = [
      'Authorization',
      'Cookie',
      'X-Queue-Entry-Token',
      'Origin',
      'X-Forwarded-For',
      'Traceparent',
      'X-Request-Id',
      'Accept',
      'Connection',
      'Content-Length',
      'Transfer-Encoding',
      'Content-Type',
      'Expect',
      'Host',
      'X-User-Id',
      'Access-Control-Request-Method',
    ];
    const header = fc.tuple(
      fc.constantFrom(...names),
      fc.oneof(
        nasty,
        nasty.map((text) => `access_token=${text}; urr-entry-token=${text}`),
        nasty.map((text) => `Bearer ${text}`),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(header, { maxLength: 6 }),
        fc.constantFrom('/api/events', '/api/seats/reserve', '/health', '/x'),
        async (headers, path) => {
          const lines = headers.map(([name, value]) => `${name}: ${line(value)}\r\n`).join('');
          expect(
            await statusOf(Buffer.from(`POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${lines}\r\n`)),
          ).to.be.below(500);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('never becomes a 5xx or a crash: whole requests of random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 400 }), { minLength: 50, maxLength: 50 }),
        async (requests) => {
          const end = Buffer.from('\r\n\r\n');
          const statuses = await Promise.all(
            requests.map((bytes) => statusOf(Buffer.concat([Buffer.from(bytes), end]), 200)),
          );
          expect(Math.max(...statuses)).to.be.below(500);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('leaves the gateway well', async () => {
    expect((await fetch(`${gateway.url}/api/events`)).status).to.equal(200);
  });
});
