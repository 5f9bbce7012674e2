import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { z } from 'zod';
import { fakeFoundation } from '../testing/foundation-fake.ts';
import { createInternalClient, type InternalClient, UpstreamProblem } from './internal-client.ts';

const response = z.object({ ok: z.boolean() });
let server: Server | undefined;
let client: InternalClient | undefined;

async function upstream(listener: RequestListener, readTimeoutMs = 10_000): Promise<InternalClient> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  client = clientFor(`http://127.0.0.1:${(started.address() as AddressInfo).port}`, readTimeoutMs);
  return client;
}

const clientFor = (baseUrl: string, readTimeoutMs = 10_000) =>
  createInternalClient({
    ...fakeFoundation('payment'),
    target: 'ticket',
    baseUrl,
    caller: 'payment',
    credential: 's'.repeat(32),
    readTimeoutMs,
  });

async function failureOf(call: Promise<unknown>): Promise<Error & { code?: string; status?: number }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('expected a failure');
}

describe('the internal client', () => {
  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    await client?.close();
    server = undefined;
    client = undefined;
  });

  it('sends its credential and its body, and parses the answer', async () => {
    let seen = {};
    const ticket = await upstream((req, res) => {
      let body = '';
      req.on('data', (chunk) => (body += chunk));
      req.on('end', () => {
        seen = { url: req.url, authorization: req.headers.authorization, body };
        res.end('{"ok":true,"more":1}');
      });
    });

    const answer = await ticket.call({ method: 'POST', path: '/internal/x?a=1', body: { b: 2 }, response });

    expect(answer).to.deep.equal({ ok: true });
    expect(seen).to.deep.equal({
      url: '/internal/x?a=1',
      authorization: `Bearer payment.${'s'.repeat(32)}`,
      body: '{"b":2}',
    });
  });

  it("hands on the callee's refusal with its code", async () => {
    const ticket = await upstream((_req, res) => {
      res.statusCode = 409;
      res.end('{"code":"RESERVATION_EXPIRED","detail":"too late"}');
    });

    const failure = await failureOf(ticket.call({ method: 'GET', path: '/x', response }));

    expect(failure).to.be.instanceOf(UpstreamProblem);
    expect(failure).to.include({ status: 409, code: 'RESERVATION_EXPIRED', message: 'too late' });
  });

  const failures: [string, RequestListener, string][] = [
    ['a 500', (_req, res) => void res.writeHead(500).end('oops'), 'UPSTREAM_FAILED'],
    ['an answer that is not JSON', (_req, res) => void res.end('<html>'), 'UPSTREAM_FAILED'],
    ['an answer of another shape', (_req, res) => void res.end('{"ok":"yes"}'), 'UPSTREAM_FAILED'],
    ['silence', () => undefined, 'UPSTREAM_TIMEOUT'],
    ['a connection cut in the middle', (req) => void req.socket.destroy(), 'UPSTREAM_FAILED'],
  ];
  for (const [what, listener, code] of failures) {
    it(`calls ${what} ${code}`, async () => {
      const ticket = await upstream(listener, 50);

      const failure = await failureOf(ticket.call({ method: 'GET', path: '/x', response }));

      expect(failure.code).to.equal(code);
    });
  }

  it('does not repeat a call whose connection was cut: it may have taken effect', async () => {
    let calls = 0;
    const ticket = await upstream((req) => {
      calls++;
      req.socket.destroy();
    });

    await failureOf(ticket.call({ method: 'POST', path: '/x', body: {}, response }));

    expect(calls).to.equal(1);
  });

  it('stops calling a service that keeps failing, and says so', async () => {
    let calls = 0;
    const ticket = await upstream((_req, res) => {
      calls++;
      res.writeHead(500).end();
    });

    const codes: (string | undefined)[] = [];
    for (let n = 0; n < 15; n++)
      codes.push((await failureOf(ticket.call({ method: 'GET', path: '/x', response }))).code);

    expect(codes.at(-1)).to.equal('DEPENDENCY_UNAVAILABLE');
    expect(calls).to.be.lessThan(15);
  });

  it('does not take refusals for an illness', async () => {
    const ticket = await upstream((_req, res) => void res.writeHead(404).end('{"code":"NOT_FOUND"}'));

    const codes: (string | undefined)[] = [];
    for (let n = 0; n < 20; n++)
      codes.push((await failureOf(ticket.call({ method: 'GET', path: '/x', response }))).code);

    expect(new Set(codes)).to.deep.equal(new Set(['NOT_FOUND']));
  });
});
