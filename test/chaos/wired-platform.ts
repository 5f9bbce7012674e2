/** A platform in which every line between a service and what it depends on is a wire that tests can break. */
import { existingServices } from '../../local/platform.ts';
import { testProvider } from '../../local/platform-environment.ts';
import { type ServiceName, serviceNamed } from '../../services/registry.ts';
import { postgres } from '../engines/postgres.ts';
import { platform, type TestPlatform } from '../platform/platform.ts';
import { createWire, type Wire } from './tcp-proxy.ts';

/** One line: `ticket>postgres`, `gateway>auth`. */
export interface Edge {
  readonly name: string;
  readonly service: ServiceName;
  readonly dependency: string;
  readonly wire: Wire;
}

export interface WiredPlatform {
  readonly platform: TestPlatform;
  readonly edges: readonly Edge[];
  readonly stop: () => Promise<void>;
}

interface Line {
  readonly dependency: string;
  /** Where it leads without a wire. */
  readonly url: string;
  /** The setting that leads there. */
  readonly setting: string;
}

/** What a service depends on, from the registry: a new dependency gets its wire, and its cells, by itself. */
async function linesOf(name: ServiceName, running: TestPlatform): Promise<Line[]> {
  const { database, redis, calls } = serviceNamed(name);
  const lines: Line[] = calls
    .filter((callee) => existingServices().includes(callee))
    .map((callee) => ({
      dependency: callee,
      url: running.urls[callee],
      setting: `${callee.toUpperCase()}_SERVICE_URL`,
    }));
  if (redis) lines.push({ dependency: 'redis', url: running.redis.url, setting: 'REDIS_URL' });
  if (database) {
    const { connectionString = '' } = running.sql(database.name).options;
    const server = await postgres();
    const url = server.url(new URL(connectionString).pathname.slice(1), database.role);
    lines.push({ dependency: 'postgres', url, setting: 'DATABASE_URL' });
  }
  if (name === 'payment')
    lines.push({ dependency: 'provider', url: running.urls[testProvider.name], setting: 'TEST_PROVIDER_URL' });
  return lines;
}

/** @param lateMs how late a slow wire is, each way */
export async function wiredPlatform(lateMs: number): Promise<WiredPlatform> {
  const running = await platform({
    // An answer that never comes is given up sooner than a person would; everything else is as it is deployed.
    env: {
      gateway: { UPSTREAM_READ_TIMEOUT_MS: '4000' },
      payment: { PROVIDER_TIMEOUT_MS: '2000', SETTLEMENT_INTERVAL_MS: '500' },
    },
  });
  const edges: Edge[] = [];
  for (const service of existingServices()) {
    const env: Record<string, string> = {};
    for (const { dependency, url, setting } of await linesOf(service, running)) {
      const address = new URL(url);
      const wire = await createWire({ host: address.hostname, port: Number(address.port), lateMs });
      address.hostname = '127.0.0.1';
      address.port = String(wire.port);
      env[setting] = address.href.replace(/\/$/, '');
      edges.push({ name: `${service}>${dependency}`, service, dependency, wire });
    }
    await running.supervisor.restart(service, { env });
  }
  return {
    platform: running,
    edges,
    async stop() {
      await running.stop();
      await Promise.all(edges.map(({ wire }) => wire.close()));
    },
  };
}
