import { type Manifest, podsOf } from './manifest.ts';

/** One allowed connection inside the namespace: pods with the label `app` of these names, and a TCP port. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly port: number;
}

/** One NetworkPolicy. */
export const policy = (name: string, spec: Readonly<Record<string, unknown>>): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name },
  spec,
});

/** TCP ports as a policy names them. */
export const tcp = (...ports: readonly number[]) => ports.map((port) => ({ port, protocol: 'TCP' }));

/** One rule: these peers, on these ports. */
interface PolicyRule {
  readonly peers: readonly string[];
  readonly port: number;
}

/** What one end of the edges has, by port. */
function rulesOf(edges: readonly Edge[], other: 'from' | 'to'): PolicyRule[] {
  const ports = [...new Set(edges.map(({ port }) => port))].sort((one, two) => one - two);
  return ports.map((port) => ({
    port,
    peers: [...new Set(edges.filter((edge) => edge.port === port).map((edge) => edge[other]))],
  }));
}

const selectors = (apps: readonly string[]) => apps.map((app) => ({ podSelector: podsOf(app) }));
const distinct = (names: readonly string[]): string[] => [...new Set(names)];

/** Both ends of every edge (ruling B6): a policy with `ingress` for each target and one with `egress` for each source. */
export function edgePolicies(edges: readonly Edge[], suffix: string): Manifest[] {
  const inward = distinct(edges.map(({ to }) => to)).map((app) =>
    policy(`${app}-${suffix}-ingress`, {
      podSelector: podsOf(app),
      policyTypes: ['Ingress'],
      ingress: rulesOf(
        edges.filter(({ to }) => to === app),
        'from',
      ).map(({ peers, port }) => ({ from: selectors(peers), ports: tcp(port) })),
    }),
  );
  const outward = distinct(edges.map(({ from }) => from)).map((app) =>
    policy(`${app}-${suffix}-egress`, {
      podSelector: podsOf(app),
      policyTypes: ['Egress'],
      egress: rulesOf(
        edges.filter(({ from }) => from === app),
        'to',
      ).map(({ peers, port }) => ({ to: selectors(peers), ports: tcp(port) })),
    }),
  );
  return [...inward, ...outward];
}
