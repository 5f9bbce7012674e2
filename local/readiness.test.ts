import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { isReady } from './readiness.ts';

describe('readiness of a service', () => {
  let server: http.Server;
  let answer: { status: number; body: string };
  let url: string;
  before(async () => {
    server = http.createServer((_req, res) => res.writeHead(answer.status).end(answer.body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(() => server.close());

  const cases: [number, object | string, boolean, string][] = [
    [200, {}, true, ''],
    [503, { status: 'degraded', dependencies: { redis: 'ok', kafka: 'error: gone' } }, false, 'it waits for kafka'],
    [503, { detail: 'it is stopping' }, false, 'it is stopping'],
    [502, '<html>', false, 'it answers 502'],
  ];
  for (const [status, body, ready, because] of cases) {
    it(`is read from ${status} ${JSON.stringify(body)}`, async () => {
      answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };

      expect(await isReady(url)).to.deep.equal({ ready, because });
    });
  }

  it('is no when nobody listens', async () => {
    expect(await isReady('http://127.0.0.1:1/')).to.deep.equal({ ready: false, because: 'it does not listen yet' });
  });
});
