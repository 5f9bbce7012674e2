import { z } from 'zod';
import { services } from '../../registry.ts';
import { type LiveInvariant, readInvariants } from './live-invariants.ts';

/** How one service is asked; undefined for one that is not deployed. */
export interface TopologySource {
  readonly health: () => Promise<unknown>;
  /** Its metrics as Prometheus text. */
  readonly metrics: () => Promise<string>;
}

export interface TopologyNode {
  readonly name: string;
  readonly status: 'ok' | 'degraded' | 'away' | 'not deployed';
  /** `ok` or why not, by dependency. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly calls: readonly string[];
}

export interface Topology {
  readonly status: 'ok' | 'degraded';
  readonly services: readonly TopologyNode[];
  readonly invariants: readonly LiveInvariant[];
}

const reportSchema = z.object({
  status: z.enum(['ok', 'degraded']),
  dependencies: z.record(z.string(), z.string()),
});

/**
 * Every service with its dependencies as they are at this moment, and the invariants that must be zero. Where a service has
 * several pods one of them answers, chosen by the load balancer: the alarms stand on Prometheus, which asks each.
 * @param sourceOf by the name of the service; the gateway itself is one of them
 */
export async function readTopology(sourceOf: (name: string) => TopologySource | undefined): Promise<Topology> {
  // The front end has neither health report nor metrics of ours.
  const backEnds = services.filter(({ name }) => name !== 'frontend');
  const asked = await Promise.all(
    backEnds.map(async ({ name, calls }) => {
      const source = sourceOf(name);
      if (!source) return { node: { name, status: 'not deployed', dependencies: {}, calls } as const, text: '' };
      const [report, text] = await Promise.all([
        source
          .health()
          .then(reportSchema.parse)
          .catch(() => undefined),
        source.metrics().catch(() => ''),
      ]);
      const { status, dependencies } = report ?? { status: 'away' as const, dependencies: {} };
      return { node: { name, status, dependencies, calls }, text };
    }),
  );
  const nodes = asked.map(({ node }) => node);
  const invariants = readInvariants(asked.map(({ text }) => text));
  const ill =
    nodes.some(({ status }) => status === 'degraded' || status === 'away') ||
    invariants.some(({ state }) => state === 'broken');
  return { status: ill ? 'degraded' : 'ok', services: nodes, invariants };
}
