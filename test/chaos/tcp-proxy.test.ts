import net from 'node:net';
import { expect } from 'chai';
import { createWire, type Wire } from './tcp-proxy.ts';

describe('a wire that can be broken', () => {
  let echo: net.Server;
  let wire: Wire;

  beforeEach(async () => {
    echo = net.createServer((socket) => socket.on('error', () => undefined).pipe(socket));
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const { port } = echo.address() as net.AddressInfo;
    wire = await createWire({ port, lateMs: 60 });
  });
  afterEach(async () => {
    await wire.close();
    await new Promise((resolve) => echo.close(resolve));
  });

  /** What comes back for a word: the word, an error's code, `closed`, or `silence` when the wire has it for `patienceMs`. */
  function say(word: string, patienceMs = 2_000): Promise<string> {
    return new Promise((resolve) => {
      const socket = net.connect(wire.port, '127.0.0.1', () => socket.write(word));
      const silence = setTimeout(() => end('silence'), patienceMs);
      const end = (what: string) => {
        clearTimeout(silence);
        socket.destroy();
        resolve(what);
      };
      socket.on('data', (chunk) => end(chunk.toString()));
      socket.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? ''));
      socket.on('close', () => end('closed'));
    });
  }

  it('passes what is said', async () => {
    expect(await say('hello')).to.equal('hello');
  });

  it('refuses connections while it is down, and takes them on the same port again', async () => {
    await wire.set('down');
    const down = await say('hello');
    await wire.set('passes');

    expect(down).to.equal('ECONNREFUSED');
    expect(await say('hello')).to.equal('hello');
  });

  it('passes late while it is slow', async () => {
    await wire.set('slow');

    expect(await say('hello')).to.equal('hello');
  });

  it('takes everything and says nothing while it is half open', async () => {
    await wire.set('half-open');

    expect(await say('hello', 150)).to.equal('silence');
  });

  it('resets each connection that speaks', async () => {
    await wire.set('resets');

    expect(await say('hello')).to.equal('ECONNRESET');
  });
});
