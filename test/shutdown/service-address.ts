/** What a Service is in Kubernetes: one address in front of pods. New connections go to those that are ready, old ones stay. */
import net from 'node:net';

export interface ServiceAddress {
  readonly port: number;
  /** Ports of the pods that get new connections from now on. */
  readonly leadTo: (ports: readonly number[]) => void;
  readonly close: () => Promise<void>;
}

/** An address that leads to the pods it is told, as a Service of Kubernetes does: connections that stand are left alone. */
export async function createServiceAddress(): Promise<ServiceAddress> {
  let endpoints: readonly number[] = [];
  let turn = 0;
  const open = new Set<net.Socket>();
  const server = net.createServer({ allowHalfOpen: true }, (client) => {
    turn += 1;
    const pod = net.connect({ port: endpoints[turn % endpoints.length] ?? 1, host: '127.0.0.1', allowHalfOpen: true });
    for (const [from, to] of [
      [client, pod],
      [pod, client],
    ] as const) {
      open.add(from);
      from.setNoDelay(true);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => open.delete(from));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    leadTo(ports) {
      endpoints = ports;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
