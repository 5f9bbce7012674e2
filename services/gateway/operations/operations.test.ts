import { expect } from 'chai';
import { createFoundation } from '../../shared/http/foundation.ts';
import { createLogger } from '../../shared/logging/logger.ts';
import { type Fixture, startGateway } from '../testing/gateway-fixture.ts';
import { createObservation } from './observation.ts';
import { traceIds } from './trace-context.ts';

describe('gateway operations', () => {
  let gateway: Fixture;

  beforeEach(async () => {
    gateway = await startGateway();
  });

  afterEach(async () => {
    await gateway.stop();
  });

  const get = (path: string) => fetch(`${gateway.url}${path}`);

  it('answer /health with 200 and "degraded" when Redis is away: the load balancer must keep the gateway (E15)', async () => {
    const answer = await get('/health');

    expect(answer.status).to.equal(200);
    expect(await answer.json()).to.have.property('status', 'degraded');
  });

  it('fail readiness, but not liveness, from the moment the process is told to stop', async () => {
    const before = await get('/actuator/health/readiness');
    await gateway.dependencies.beginStop();

    expect(before.status).to.equal(200);
    expect((await get('/actuator/health/readiness')).status).to.equal(503);
    expect((await get('/actuator/health/liveness')).status).to.equal(200);
  });

  it('end event streams when the process is told to stop, and let calls go on', async () => {
    gateway.respond = (req, res) => {
      if (req.url === '/api/queue/stream/1')
        res.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
      else setTimeout(() => res.end('done'), 100);
    };
    const stream = await fetch(`${gateway.url}/api/queue/stream/1`, { headers: { accept: 'text/event-stream' } });
    const call = get('/api/events').then((answer) => answer.text());

    await gateway.dependencies.beginStop();

    expect(await stream.text().catch(() => 'ended')).to.equal('ended');
    expect(await call).to.equal('done');
  });

  it('count every request by back end and status', async () => {
    await get('/api/events');
    await get('/api/nothing');

    const text = await (await get('/actuator/prometheus')).text();

    expect(text).to.match(/http_server_requests_seconds_count\{.*upstream="catalog",status="200".*\} 1/);
    expect(text).to.match(/http_server_requests_seconds_count\{.*upstream="none",status="404".*\} 1/);
  });

  for (const path of ['/actuator/prometheus', '/actuator/info']) {
    it(`keep ${path} from whoever comes through the load balancer or the CDN, and probes open`, async () => {
      expect((await get(path)).status).to.equal(200);
      for (const header of ['X-Forwarded-For', 'Forwarded', 'Via', 'X-Amzn-Trace-Id', 'X-Amz-Cf-Id']) {
        const headers = { [header]: '203.0.113.7' };
        const answer = await fetch(gateway.url + path, { headers });

        expect(answer.status, header).to.equal(404);
        expect(await answer.json()).to.include({ code: 'ROUTE_NOT_FOUND' });
        for (const open of ['/health', '/actuator/health', '/actuator/health/liveness', '/actuator/health/readiness']) {
          expect((await fetch(gateway.url + open, { headers })).status, open).to.equal(200);
        }
      }
    });
  }

  it('show the documents of all services in one, on a page that may run only its own script', async () => {
    gateway.respond = (_req, res) =>
      res.setHeader('content-type', 'application/json').end(JSON.stringify({ paths: { '/api/x': { get: {} } } }));

    const document = (await (await get('/openapi.json')).json()) as { paths: object };
    const page = await get('/docs');

    expect(Object.keys(document.paths)).to.deep.equal(['/api/x']);
    expect(page.headers.get('content-security-policy')).to.match(
      /default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-/,
    );
    expect(await page.text()).to.not.match(/https?:\/\/|src=/);
  });

  it('log failures with request and user, and never a token, a cookie or a query', async () => {
    const lines: string[] = [];
    const logger = createLogger({ service: 'gateway', level: 'debug' }, { write: (line: string) => lines.push(line) });
    const { metrics } = createFoundation('test', {
      LOG_LEVEL: 'silent',
      TRACING_SAMPLING_PROBABILITY: 0,
      INTERNAL_CALLERS: {},
    });
    const observe = createObservation({ metrics, logger, tracing: undefined });
    const closers: (() => void)[] = [];
    const target = { path: '/api/events', query: '?q=private', canonicalPath: '/api/events' };
    const res = {
      on: (_name: string, closer: () => void) => closers.push(closer),
      writableFinished: true,
      statusCode: 502,
    };

    observe({
      res,
      startedAt: 0,
      method: 'GET',
      target,
      requestId: 'r-1',
      headers: { authorization: 'Bearer t', cookie: 'c' },
      user: { sub: 'u-1' },
    } as never);
    for (const close of closers) close();

    expect(JSON.parse(lines[0] ?? '{}')).to.include({
      level: 'warn',
      status: 502,
      path: '/api/events',
      requestId: 'r-1',
      userId: 'u-1',
    });
    expect(lines.join('')).to.not.match(/private|Bearer|"c"/);
  });
});

describe('traceIds', () => {
  it('make a request id, and no trace, for a request that has neither', () => {
    const { requestId, traceparent } = traceIds(undefined, undefined);

    expect(requestId).to.match(/^[0-9a-f-]{36}$/);
    expect(traceparent).to.equal(undefined);
  });

  for (const bad of [
    '',
    '00-0-0-00',
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${'a'.repeat(32)}-${'0'.repeat(16)}-01`,
    `ff-${'a'.repeat(32)}-00f067aa0ba902b7-01`,
  ]) {
    it(`drop the traceparent ${JSON.stringify(bad)}`, () => {
      expect(traceIds(undefined, bad).traceparent).to.equal(undefined);
    });
  }
});
