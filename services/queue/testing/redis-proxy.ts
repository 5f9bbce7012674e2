import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A cable to Redis that can be cut, or held so that nothing passes. */
export async function startRedisProxy(redisUrl: string) {
  const target = new URL(redisUrl);
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: 'open' | 'cut' | 'held' = 'open';

  const server = createServer((client) => {
    if (state === 'cut') return client.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    client.pipe(upstream).pipe(client);
    for (const socket of pair) {
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        for (const side of pair) side.destroy();
        pairs.delete(pair);
      });
    }
    if (state === 'held') for (const socket of pair) socket.pause();
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}${target.pathname}`,
    cut() {
      state = 'cut';
      for (const pair of pairs) for (const socket of pair) socket.destroy();
    },
    hold() {
      state = 'held';
      for (const [client, upstream] of pairs) {
        client.unpipe(upstream);
        client.pause();
        upstream.unpipe(client);
        upstream.pause();
      }
    },
    mend() {
      state = 'open';
      for (const [client, upstream] of pairs) client.pipe(upstream).pipe(client);
    },
    async stop() {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
