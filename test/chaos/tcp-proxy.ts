/** A wire between two programs that can be cut, slowed and broken, as in toxiproxy; bytes of any protocol pass. */
import net from 'node:net';

/**
 * `passes` all; `down` refuses connections and cuts those that stand; `slow` passes all late; `half-open` takes
 * connections and bytes and never answers, as a machine that lost its power; `resets` cuts each connection when it speaks.
 */
export type WireState = 'passes' | 'down' | 'slow' | 'half-open' | 'resets';

export interface Wire {
  readonly port: number;
  readonly state: () => WireState;
  /** What was swallowed stays lost, and the connections that swallowed it stay as they are: only new ones pass. */
  readonly set: (state: WireState) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface WireOptions {
  /** Where it leads. */
  readonly port: number;
  readonly host?: string;
  /** How late `slow` is, each way; default 5 s (runtime.md 3.2 J). */
  readonly lateMs?: number;
}

/** Listens on a free port of this machine. */
export async function createWire({ port: target, host = '127.0.0.1', lateMs = 5_000 }: WireOptions): Promise<Wire> {
  let state: WireState = 'passes';
  const open = new Set<net.Socket>();
  /** Ends that have swallowed bytes: nothing sensible can pass between them any more, and nobody tells their owners. */
  const dead = new WeakSet<net.Socket>();
  const late = new Set<NodeJS.Timeout>();

  const cut = (socket: net.Socket) => {
    if (state === 'resets') socket.resetAndDestroy();
    else socket.destroy();
  };
  const inTime = (work: () => void) => {
    if (state !== 'slow') return work();
    const timer = setTimeout(() => {
      late.delete(timer);
      work();
    }, lateMs);
    late.add(timer);
  };
  function pass(from: net.Socket, to: net.Socket): void {
    from.on('data', (chunk) => {
      if (state === 'resets') for (const end of [from, to]) cut(end);
      else if (state === 'half-open' || dead.has(from)) for (const end of [from, to]) dead.add(end);
      else inTime(() => to.write(chunk));
    });
    from.on('end', () => {
      if (!dead.has(from)) inTime(() => to.end());
    });
    for (const event of ['error', 'close'] as const)
      from.on(event, () => {
        open.delete(from);
        if (!dead.has(from)) inTime(() => to.destroy());
      });
  }
  const server = net.createServer({ allowHalfOpen: true }, (client) => {
    open.add(client);
    const upstream = net.connect({ port: target, host, allowHalfOpen: true });
    open.add(upstream);
    for (const socket of [client, upstream]) socket.setNoDelay(true);
    pass(client, upstream);
    pass(upstream, client);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve());
    });
  const stopListening = () =>
    new Promise<void>((resolve) => (server.listening ? server.close(() => resolve()) : resolve()));
  const cutAll = () => {
    for (const socket of open) cut(socket);
    for (const timer of late) clearTimeout(timer);
    late.clear();
  };

  await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    state: () => state,
    async set(next) {
      state = next;
      if (next === 'down' || next === 'resets') cutAll();
      if (next === 'down') await stopListening();
      else if (!server.listening) await listen(port);
    },
    async close() {
      state = 'down';
      cutAll();
      await stopListening();
    },
  };
}
