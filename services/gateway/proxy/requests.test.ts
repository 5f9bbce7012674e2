import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { type Fixture, rawExchange, startGateway } from '../testing/gateway-fixture.ts';

describe('what clients send', () => {
  let gateway: Fixture;

  beforeEach(async () => {
    gateway = await startGateway(
      { UPSTREAM_READ_TIMEOUT_MS: '400', UPSTREAM_CONNECT_TIMEOUT_MS: '400', RATE_LIMIT_GENERAL_RPM: '100000' },
      { requestTimeoutMs: 600, headersTimeoutMs: 400, checkEveryMs: 50 },
    );
  });

  afterEach(async () => {
    await gateway.stop();
  });

  const call = (path: string, init: RequestInit = {}) => fetch(`${gateway.url}${path}`, init);
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

  describe('requests', () => {
    it('carry bodies of every size and framing', async () => {
      for (const size of [1, 65_536, 65_537, 1_000_000]) {
        // Only images may be larger than what is collected; those are streamed.
        const path = size > 65_536 ? '/api/image/upload' : '/api/events';
        const text = 'x'.repeat(size);
        await call(path, { method: 'POST', body: text });
        await call(path, { method: 'POST', body: new Blob([text]).stream(), duplex: 'half' } as RequestInit);
      }

      expect(gateway.seen.map(({ body }) => body.length)).to.deep.equal([
        1, 1, 65_536, 65_536, 65_537, 65_537, 1_000_000, 1_000_000,
      ]);
    });

    it('keep a traceparent and a request id that are well formed, and lose others', async () => {
      const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

      await call('/api/events', { headers: { traceparent, 'x-request-id': 'abcdefgh-1' } });
      const answer = await call('/api/events', { headers: { traceparent: 'junk', 'x-request-id': 'a b' } });

      expect(gateway.seen[0]?.headers).to.include({ traceparent, 'x-request-id': 'abcdefgh-1' });
      expect(gateway.seen[1]?.headers).to.not.have.property('traceparent');
      expect(gateway.seen[1]?.headers['x-request-id']).to.equal(answer.headers.get('x-request-id'));
    });

    it('over the size limit get 413, by their word and by their bytes', async () => {
      const told = await call('/api/events', { method: 'POST', body: 'x'.repeat(1_100_000) });
      const streamed = await call('/api/events', {
        method: 'POST',
        body: new Blob(['x'.repeat(1_100_000)]).stream(),
        duplex: 'half',
      } as RequestInit);

      expect([told.status, await codeOf(told)]).to.deep.equal([413, 'BODY_TOO_LARGE']);
      expect([streamed.status, await codeOf(streamed)]).to.deep.equal([413, 'BODY_TOO_LARGE']);
      expect(gateway.seen).to.deep.equal([]);
    });

    it('may be larger for an image', async () => {
      const answer = await call('/api/image/upload', { method: 'POST', body: 'x'.repeat(5_000_000) });

      expect([answer.status, gateway.seen[0]?.body.length]).to.deep.equal([200, 5_000_000]);
    });

    it('pass on a compressed body as it is: nothing is unpacked here', async () => {
      const bomb = gzipSync(Buffer.alloc(10_000_000));

      const answer = await call('/api/events', { method: 'POST', body: bomb, headers: { 'content-encoding': 'gzip' } });

      expect(answer.status).to.equal(200);
      expect(gateway.seen[0]?.headers['content-length']).to.equal(String(bomb.length));
    });

    it('with a body that comes too slowly are cut off with 408', async () => {
      const text = await rawExchange(
        gateway.port,
        'POST /api/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nslow',
        2_000,
      );

      expect(text).to.match(/^HTTP\/1\.1 408 /);
      expect(text).to.include('REQUEST_TIMEOUT');
    });

    it('with headers that come too slowly are cut off with 408', async () => {
      const text = await rawExchange(gateway.port, 'GET /api/events HTTP/1.1\r\nHost: x\r\nX-Slow: ', 2_000);

      expect(text).to.match(/^HTTP\/1\.1 408 /);
    });

    it('with too large or too many headers get 431', async () => {
      const large = await rawExchange(
        gateway.port,
        `GET /api/events HTTP/1.1\r\nHost: x\r\nX-Big: ${'x'.repeat(20_000)}\r\n\r\n`,
      );
      const many = await rawExchange(
        gateway.port,
        `GET /api/events HTTP/1.1\r\nHost: x\r\n${'X-A: 1\r\n'.repeat(101)}\r\n`,
      );

      expect(large).to.match(/^HTTP\/1\.1 431 [\s\S]*HEADERS_TOO_LARGE/);
      expect(many).to.match(/^HTTP\/1\.1 431 [\s\S]*HEADERS_TOO_LARGE/);
    });

    const smuggled: [string, string][] = [
      [
        'Content-Length and Transfer-Encoding',
        'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/admin/x HTTP/1.1\r\nHost: x\r\n\r\n',
      ],
      ['two Content-Lengths', 'Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde'],
      ['a Content-Length list', 'Content-Length: 4, 5\r\n\r\nabcde'],
      ['a negative Content-Length', 'Content-Length: -1\r\n\r\n'],
      ['a Content-Length with a sign', 'Content-Length: +4\r\n\r\nabcd'],
      ['a hexadecimal Content-Length', 'Content-Length: 0x4\r\n\r\nabcd'],
      ['a space before the colon', 'Content-Length : 4\r\n\r\nabcd'],
      ['an unknown Transfer-Encoding', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'],
      ['chunked that is not last', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
      ['a chunk size that is no number', 'Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n'],
      ['a folded header', 'X-A: 1\r\n Transfer-Encoding: chunked\r\n\r\n'],
      ['a NUL in a header', 'X-A: a\0b\r\n\r\n'],
      ['a bare carriage return', 'X-A: a\rTransfer-Encoding: chunked\r\n\r\n'],
    ];
    for (const [what, rest] of smuggled) {
      it(`with ${what} are refused and reach no back end as two`, async () => {
        const text = await rawExchange(gateway.port, `POST /api/events HTTP/1.1\r\nHost: x\r\n${rest}`);

        expect(text).to.match(/^HTTP\/1\.1 400 /);
        expect(text).to.include('MALFORMED_REQUEST');
        expect(gateway.seen).to.deep.equal([]);
      });
    }

    for (const path of ['/api/events', '/health', '/actuator/prometheus']) {
      it(`with two Host headers are refused (RFC 9112 3.2): ${path}`, async () => {
        const text = await rawExchange(gateway.port, `GET ${path} HTTP/1.1\r\nHost: a\r\nhOST: b\r\n\r\n`);

        expect(text).to.match(/^HTTP\/1\.1 400 /);
        expect(text).to.include('MALFORMED_REQUEST');
        expect(gateway.seen).to.deep.equal([]);
      });
    }

    it('without a Host, or with a target that is no path, are refused', async () => {
      const noHost = await rawExchange(gateway.port, 'GET /api/events HTTP/1.1\r\n\r\n');
      const absolute = await rawExchange(
        gateway.port,
        'GET http://evil.example/api/events HTTP/1.1\r\nHost: x\r\n\r\n',
      );
      const tunnel = await rawExchange(gateway.port, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n');

      expect(noHost).to.match(/^HTTP\/1\.1 400 /);
      expect(absolute).to.match(/^HTTP\/1\.1 400 /);
      expect(tunnel).to.not.match(/^HTTP\/1\.1 [25]/);
      expect(gateway.seen).to.deep.equal([]);
    });

    const badTargets = [
      '/api/../internal/users',
      '/api/./events',
      '/api//events',
      '/api/events/%2e%2e/x',
      '/api/events%2f7',
      '/api/events%5c7',
      '/api/events/%00',
      '/api/events/%zz',
      '/api/events/%E0%A4',
      '/api/events\\7',
      '/api/events?a=\x7f',
      '/api/events/é',
    ];
    for (const target of badTargets) {
      it(`for ${JSON.stringify(target)} get 400`, async () => {
        const text = await rawExchange(
          gateway.port,
          Buffer.from(`GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`, 'latin1'),
        );

        expect(text).to.match(/^HTTP\/1\.1 400 /);
        expect(gateway.seen).to.deep.equal([]);
      });
    }

    it('of a method that is not used get 405', async () => {
      for (const method of ['TRACE', 'PROPFIND', 'PURGE']) {
        const text = await rawExchange(gateway.port, `${method} /api/events HTTP/1.1\r\nHost: x\r\n\r\n`);
        expect(text).to.match(/^HTTP\/1\.1 405 [\s\S]*METHOD_NOT_ALLOWED/);
      }
    });

    it('for internal routes find nothing', async () => {
      for (const path of ['/internal/users/1', '/api/internal/users/1', '/actuator/env']) {
        expect((await call(path)).status).to.equal(404);
      }
      expect(gateway.seen).to.deep.equal([]);
    });
  });

  describe('routes', () => {
    const routes: [string, string][] = [
      ['auth/login', 'auth'],
      ['payments/x', 'payment'],
      ['stats/overview', 'stats'],
      ['events', 'catalog'],
      ['admin/events', 'catalog'],
      ['artists', 'catalog'],
      ['image/upload', 'catalog'],
      ['tickets/x', 'ticket'],
      ['seats/layouts', 'ticket'],
      ['reservations/my', 'ticket'],
      ['memberships/my', 'ticket'],
      ['transfers', 'ticket'],
      ['time', 'ticket'],
      ['queue/status/1', 'queue'],
      ['community/posts', 'community'],
      ['news', 'community'],
      ['admin/vwr/status/1', 'queue'],
      ['admin/vwrx', 'catalog'],
    ];
    for (const [path, service] of routes) {
      it(`sends /api/${path} to ${service} (domain.md 1.1, 10.1 no. 17)`, async () => {
        await call(`/api/${path}`);

        expect(gateway.seen[0]?.service).to.equal(service);
      });
    }

    it('has none for a service that is not deployed: it is missing, not ill', async () => {
      const small = await startGateway({}, {}, ['stats', 'community']);
      try {
        for (const path of ['/api/stats/daily', '/api/v1/community/posts', '/api/news']) {
          const answer = await fetch(small.url + path);
          expect([answer.status, await codeOf(answer)], path).to.deep.equal([404, 'ROUTE_NOT_FOUND']);
        }
        expect((await fetch(`${small.url}/api/events`)).status).to.equal(200);
      } finally {
        await small.stop();
      }
    });

    for (const path of [
      '/api',
      '/api/',
      '/api/nothing',
      '/api/eventsx',
      '/api/constructor',
      '/api/__proto__/x',
      '/apix/events',
      '/',
    ]) {
      it(`has none for ${path}`, async () => {
        const answer = await call(path);

        expect([answer.status, await codeOf(answer)]).to.deep.equal([404, 'ROUTE_NOT_FOUND']);
      });
    }
  });
});
