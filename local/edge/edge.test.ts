import { Readable } from 'node:stream';
import { expect } from 'chai';
import { AnswerCache } from './answer-cache.ts';
import { apiGatewayOrigin } from './api-gateway-origin.ts';
import { balancerOrigin } from './balancer-origin.ts';
import { behaviourOf } from './behaviour-of.ts';
import { createCloudfrontFunction } from './cloudfront-function.ts';
import { createDistribution, type DistributionOptions } from './distribution.ts';
import { type EdgeExchange, type EdgeReply, type HeaderList, headerOf, textReply } from './exchange.ts';
import { keptSeconds } from './kept-seconds.ts';
import { createThrottle } from './throttle.ts';

const exchange = (path: string, changes: Partial<EdgeExchange> = {}): EdgeExchange => ({
  id: 'r-1',
  method: 'GET',
  path,
  query: '',
  headers: [['host', 'tickets.example.com']],
  address: '203.0.113.7',
  body: Readable.from([]),
  gone: new AbortController().signal,
  ...changes,
});

describe('the edge on this machine', () => {
  it('takes the documented behaviour of each path (architecture.md 5.5)', () => {
    for (const [path, origin, seconds] of [
      ['/static/app.js', 's3', 3_600],
      ['/_next/static/chunk.js', 's3', 31_536_000],
      ['/vwr/8f7d6f3c', 's3', 300],
      ['/vwr-api/vwr/status/8f7d6f3c', 'vwr-api', 0],
      ['/api/events', 'alb', 0],
      ['/STATIC/app.js', 'alb', 0],
      ['/', 'alb', 0],
    ])
      expect(behaviourOf(String(path)), String(path)).to.include({ origin, ttlSeconds: seconds });
  });

  it('keeps answers as long as CloudFront does', () => {
    const hour = { ttlSeconds: 3_600, mostSeconds: 3_600 };
    const asSaid = { ttlSeconds: 0, mostSeconds: 5 };
    const cases: [number, string | undefined, typeof hour, number][] = [
      [200, undefined, hour, 3_600],
      [200, 'max-age=10', hour, 10],
      [200, 'max-age=31536000, immutable', hour, 3_600],
      [200, 's-maxage=60, max-age=10', hour, 60],
      [200, 'no-store', hour, 0],
      [200, 'private, max-age=60', hour, 0],
      [200, undefined, asSaid, 0],
      [200, 'public, max-age=2', asSaid, 2],
      [200, 'public, max-age=60', asSaid, 5],
      [404, undefined, hour, 0],
      [404, 'public, max-age=5', asSaid, 5],
      [503, 'no-store', hour, 0],
      [429, 'max-age=60', hour, 0],
    ];
    for (const [status, said, behaviour, seconds] of cases)
      expect(keptSeconds(status, said, behaviour), `${status} ${said}`).to.equal(seconds);
  });

  it('gives a kept answer with its age until its time is over', () => {
    let now = 0;
    const cache = new AnswerCache(() => now);
    cache.keep('a', { status: 200, headers: [], body: Buffer.from('x') }, 2);
    now = 1_999;
    expect(cache.find('a')).to.deep.include({ ageSeconds: 1 });
    now = 2_000;
    expect(cache.find('a')).to.equal(undefined);
  });

  it('throttles as API Gateway does: the burst at once, then the rate', () => {
    let now = 0;
    const mayPass = createThrottle(5_000, 10_000, () => now);
    const passed = (count: number) => Array.from({ length: count }, mayPass).filter(Boolean).length;
    expect(passed(12_000)).to.equal(10_000);
    now += 100;
    expect(passed(12_000)).to.equal(500);
    now += 60_000;
    expect(passed(12_000)).to.equal(10_000);
  });

  it('lets API Gateway answer by itself what is no route, has no key, or comes too fast (architecture.md 5.10)', async () => {
    let isOpen = true;
    const asked: unknown[] = [];
    const api = apiGatewayOrigin({
      handler: async (event) => {
        asked.push(event);
        return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{}' };
      },
      mayPass: () => isOpen,
      apiKey: 'the-key',
    });
    const headers: HeaderList = [['x-api-key', 'the-key']];
    const statusOf = async (path: string, changes: Partial<EdgeExchange> = {}) =>
      (await api(exchange(path, { headers, ...changes }))).status;

    expect(await statusOf('/vwr/status/e')).to.equal(200);
    expect(await statusOf('/vwr/status/e', { headers: [] })).to.equal(403);
    expect(await statusOf('/vwr/status/e', { method: 'DELETE' })).to.equal(403);
    expect(await statusOf('/vwr/status')).to.equal(403);
    isOpen = false;
    expect(await statusOf('/vwr/status/e')).to.equal(429);
    expect(asked).to.have.length(1);
  });

  it('lets in at the load balancer only what comes from the CDN (ruling B14)', async () => {
    const balancer = balancerOrigin({
      gatewayUrl: 'http://127.0.0.1:1',
      frontendUrl: null,
      originHeaderValue: 'secret',
    });
    const from = (value: string) => balancer(exchange('/', { headers: [['x-custom-header', value]] }));

    expect((await from('guessed')).status).to.equal(403);
    const page = await from('secret');
    expect(page.status).to.equal(404);
    expect(Buffer.isBuffer(page.body) && page.body.toString()).to.contain('has not been written yet');
    expect((await balancer(exchange('/api/events', { headers: [['x-custom-header', 'secret']] }))).status).to.equal(
      502,
    );
  });

  describe('with origins that tell what they see', () => {
    const seen: EdgeExchange[] = [];
    let answer: EdgeReply = textReply(200, 'text/plain', 'hello');
    const origin = async (asked: EdgeExchange) => {
      seen.push(asked);
      return answer;
    };
    let now = 0;
    const make = ({
      gate = () => Promise.reject(new Error('the gate is not switched on')),
      ...changes
    }: Partial<DistributionOptions> & { gate?: DistributionOptions['functions']['vwr-gate'] } = {}) =>
      createDistribution({
        origins: { alb: origin, s3: origin, 'vwr-api': origin },
        functions: {
          'vwr-page-rewrite': async () => ({ uri: '/vwr/index.html' }),
          'vwr-api-prefix-strip': async ({ uri }) => ({ uri: uri.slice('/vwr-api'.length) }),
          'vwr-gate': gate,
        },
        tokenCheck: async ({ path }) => (path === '/guarded' ? textReply(302, 'text/html', '') : undefined),
        originHeaders: { alb: [['x-custom-header', 'secret']], s3: [], 'vwr-api': [['x-api-key', 'key']] },
        clock: () => now,
        ...changes,
      });
    beforeEach(() => {
      seen.length = 0;
      answer = textReply(200, 'text/plain', 'hello');
    });

    it('sends each origin its header and never another one of that name', async () => {
      const edge = make();
      const headers: HeaderList = [
        ['host', 'tickets.example.com'],
        ['cookie', 'urr-vwr-token=t'],
        ['x-custom-header', 'mine'],
      ];
      await edge(exchange('/api/events', { headers, query: 'page=2' }));
      await edge(exchange('/vwr-api/vwr/check/e/r', { headers }));
      await edge(exchange('/static/app.js', { headers, query: 'v=1' }));

      const [alb, api, s3] = seen;
      expect(alb?.headers.filter(([name]) => name === 'x-custom-header')).to.deep.equal([
        ['x-custom-header', 'secret'],
      ]);
      expect(headerOf(alb?.headers ?? [], 'cookie')).to.equal('urr-vwr-token=t');
      expect(headerOf(alb?.headers ?? [], 'host')).to.equal('tickets.example.com');
      expect(alb?.query).to.equal('page=2');
      expect(headerOf(api?.headers ?? [], 'host')).to.equal(undefined);
      expect(headerOf(api?.headers ?? [], 'x-api-key')).to.equal('key');
      expect(api?.path).to.equal('/vwr/check/e/r');
      expect(headerOf(s3?.headers ?? [], 'cookie')).to.equal(undefined);
      expect(s3?.query).to.equal('');
    });

    it('asks the gate before the token check where it is switched on', async () => {
      const checked: string[] = [];
      const edge = make({
        hasGate: true,
        tokenCheck: async ({ path }) => {
          checked.push(path);
          return undefined;
        },
        gate: async ({ uri, cookies, querystring }) =>
          uri === '/events/e' && cookies['urr-vwr-token'] === undefined && querystring.a?.value === 'b%20c'
            ? { statusCode: 302, headers: { location: '/vwr/e' }, body: '' }
            : { uri },
      });
      const away = await edge(exchange('/events/e', { query: 'a=b%20c' }));
      expect([away.status, headerOf(away.headers, 'location')]).to.deep.equal([302, '/vwr/e']);
      expect(checked).to.deep.equal([]);

      const headers: HeaderList = [['cookie', 'theme=dark; urr-vwr-token=a.b=c']];
      expect((await edge(exchange('/events/e', { query: 'a=b%20c', headers }))).status).to.equal(200);
      await edge(exchange('/static/app.js'));
      expect(checked).to.deep.equal(['/events/e']);
    });

    it('asks an origin once for what may be kept, however many ask at once, and each time for what may not', async () => {
      const edge = make();
      answer = textReply(200, 'application/json', '{}', [['cache-control', 'public, max-age=2']]);
      await Promise.all(Array.from({ length: 50 }, () => edge(exchange('/vwr-api/vwr/status/e'))));
      expect(seen).to.have.length(1);
      now += 2_000;
      await edge(exchange('/vwr-api/vwr/status/e'));
      expect(seen).to.have.length(2);

      answer = textReply(200, 'application/json', '{}', [['cache-control', 'no-store']]);
      await Promise.all(Array.from({ length: 50 }, () => edge(exchange('/vwr-api/vwr/check/e/r'))));
      expect(seen).to.have.length(52);
    });

    it('sends the five documented security headers with every answer, its own too', async () => {
      const edge = make();
      for (const path of ['/guarded', '/api/events', '/static/app.js']) {
        const { headers } = await edge(exchange(path));
        for (const [name, value] of [
          ['strict-transport-security', 'max-age=31536000; includeSubDomains; preload'],
          ['x-content-type-options', 'nosniff'],
          ['x-frame-options', 'DENY'],
          ['x-xss-protection', '1; mode=block'],
          ['referrer-policy', 'strict-origin-when-cross-origin'],
        ] as const)
          expect(headerOf(headers, name), `${path} ${name}`).to.equal(value);
      }
    });

    it('gives nobody the error of somebody else', async () => {
      const edge = make();
      answer = textReply(503, 'text/plain', 'away');
      expect((await edge(exchange('/static/app.js'))).status).to.equal(503);
      answer = textReply(200, 'text/plain', 'back');
      expect((await edge(exchange('/static/app.js'))).status).to.equal(200);
    });
  });

  it('runs functions that answer, and lets those fail that want more than the language', async () => {
    const request = { method: 'GET', uri: '/', querystring: {}, headers: {}, cookies: {} };
    const answering = createCloudfrontFunction(
      "function handler() { return { statusCode: 302, headers: { location: { value: '/x' } } }; }",
    );
    expect(await answering(request)).to.deep.equal({ statusCode: 302, headers: { location: '/x' }, body: '' });
    for (const wish of ['require("fs")', 'process.exit()', 'fetch("/")', 'setTimeout(() => 1)', 'eval("1")']) {
      const wishing = createCloudfrontFunction(`function handler(event) { ${wish}; return event.request; }`);
      expect(await wishing(request).catch(() => 'failed'), wish).to.equal('failed');
    }
  });
});
