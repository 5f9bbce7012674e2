import { connect, type Socket } from 'node:net';
import { expect } from 'chai';
import { type Fixture, startGateway } from '../testing/gateway-fixture.ts';

/** People who take their time must not cost anybody else a back end. */
describe('slow clients', function () {
  this.timeout(30_000);
  let gateway: Fixture;

  beforeEach(async () => {
    gateway = await startGateway({ RATE_LIMIT_GENERAL_RPM: '100000' });
  });
  afterEach(() => gateway.stop());

  const open = (head: string): Promise<Socket> =>
    new Promise((resolve) => {
      const socket = connect(gateway.port, '127.0.0.1', () => {
        socket.write(`POST /api/payments/webhooks/test HTTP/1.1\r\nHost: x\r\n${head}`);
        resolve(socket);
      });
      socket.on('error', () => undefined);
    });
  const firstAnswer = (socket: Socket): Promise<string> =>
    new Promise((resolve) => {
      socket.once('data', (chunk) => resolve(chunk.toString().split('\r\n')[0] ?? ''));
    });

  it('are not mistaken for a slow back end: no breaker opens over bodies that came late', async () => {
    const sockets = await Promise.all(Array.from({ length: 12 }, () => open('Content-Length: 2\r\n\r\n{')));
    await new Promise((resolve) => setTimeout(resolve, 3_200));

    const answers = sockets.map(firstAnswer);
    for (const socket of sockets) socket.write('}');
    const statuses = new Set(await Promise.all(answers));
    const other = await fetch(`${gateway.url}/api/payments/user/me`);
    for (const socket of sockets) socket.destroy();

    expect(statuses).to.deep.equal(new Set(['HTTP/1.1 200 OK']));
    expect(other.status).to.equal(200);
  });

  it('hold no connection to a back end with bodies in chunks that never end', async () => {
    const sockets = await Promise.all(
      Array.from({ length: 300 }, () => open('Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n')),
    );

    const other = await fetch(`${gateway.url}/api/payments/user/me`, { signal: AbortSignal.timeout(5_000) });
    for (const socket of sockets) socket.destroy();

    expect(other.status).to.equal(200);
    expect(gateway.seen).to.have.length(1);
  });

  it('who send small chunked bodies are served like anybody', async () => {
    const socket = await open('Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n');

    expect(await firstAnswer(socket)).to.equal('HTTP/1.1 200 OK');
    expect(gateway.seen[0]).to.include({ body: '{}' });
    expect(gateway.seen[0]?.headers['content-length']).to.equal('2');
    socket.destroy();
  });
});
