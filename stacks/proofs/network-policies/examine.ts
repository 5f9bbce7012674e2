import { allowed, type End } from './evaluate.ts';
import { type Admission, admissions, type OverlayName } from './expected.ts';
import type { NetworkPolicy } from './policy-schema.ts';

/** Something beside the pods of the overlay, and where it answers. */
interface Neighbour extends End {
  readonly listens: readonly number[];
}

/** Ports that are tried on every pod of the namespace: what anything of ours listens on, and some that nothing should. */
const PORTS = [22, 80, 443, 3000, 3001, 3002, 3003, 3004, 3005, 3007, 3008, 3009, 3013];
const DATA_PORTS = [5432, 6379, 9092, 9093, 9094, 9098, 9411];

const pod = (name: string, namespace: string, labels: Readonly<Record<string, string>>, address: string) => ({
  name,
  address,
  pod: { namespace, labels },
});

/** Addresses of an environment: 10.0 in prod, 10.1 in staging; kind has pods only. */
function neighbours(overlay: OverlayName): Neighbour[] {
  const vpc = overlay === 'staging' ? '10.1' : '10.0';
  const pods = overlay === 'kind' ? '10.244.1' : `${vpc}.11`;
  const everywhere: Neighbour[] = [
    { ...pod('DNS', 'kube-system', { 'k8s-app': 'kube-dns' }, `${pods}.2`), listens: [53] },
    { ...pod('Prometheus', 'monitoring', { app: 'prometheus' }, `${pods}.3`), listens: [9090] },
    { ...pod('Argo Rollouts', 'argo-rollouts', { app: 'argo-rollouts' }, `${pods}.4`), listens: [8090] },
    { ...pod('a stranger', 'default', { app: 'ticket-service', tier: 'backend' }, `${pods}.5`), listens: [8080] },
    { name: 'the internet', address: '198.51.100.7', listens: [80, 443, 5432] },
    { name: 'the metadata service', address: '169.254.169.254', listens: [80] },
    { name: 'the load balancer', address: `${vpc}.0.10`, listens: [443] },
  ];
  if (overlay === 'kind') return everywhere;
  return [
    ...everywhere,
    { ...pod('Zipkin', 'monitoring', { app: 'zipkin' }, `${pods}.6`), listens: [9411] },
    { name: 'RDS Proxy', address: `${vpc}.10.20`, listens: [5432] },
    { name: 'RDS', address: `${vpc}.21.20`, listens: [5432] },
    { name: 'ElastiCache', address: `${vpc}.31.20`, listens: [6379] },
    { name: 'MSK', address: `${vpc}.41.20`, listens: [9092, 9094, 9098] },
    { name: 'an endpoint of AWS', address: `${vpc}.11.30`, listens: [443] },
    {
      name: 'RDS of the other environment',
      address: overlay === 'prod' ? '10.1.20.20' : '10.0.20.20',
      listens: [5432],
    },
  ];
}

const line = (from: string, to: string, port: number): string => `${from} -> ${to}:${port}`;

/** Every connection that must be possible. */
function wanted(overlay: OverlayName, outside: readonly Neighbour[], table: readonly Admission[]): Set<string> {
  const names = (from: string) => (from === 'outside' ? outside.map(({ name }) => name) : [from]);
  return new Set(
    table
      .filter(({ overlays }) => overlays.includes(overlay))
      .flatMap(({ from, to, port }) => from.flatMap(names).map((name) => line(name, to, port))),
  );
}

export interface Examination {
  /** Connections that were tried. */
  readonly tried: number;
  /** Documented, but refused. */
  readonly refused: readonly string[];
  /** Possible, but not documented. */
  readonly open: readonly string[];
}

/** Tries every pair and port against the policies, and compares with the documented table. */
export function examine(overlay: OverlayName, pods: readonly End[], policies: readonly NetworkPolicy[]): Examination {
  const namespace = pods[0]?.pod?.namespace ?? '';
  const outside = neighbours(overlay);
  const nobody = pod('a pod of nobody', namespace, { app: 'nobody' }, '10.0.10.99');
  const inside: Neighbour[] = [...pods, nobody].map((end) => ({ ...end, listens: [...PORTS, ...DATA_PORTS] }));
  const everything = [...inside, ...outside];
  const expected = wanted(overlay, outside, admissions);
  const tried = everything.flatMap((from) =>
    everything
      // Between two that are not in the namespace our policies say nothing.
      .filter((to) => inside.includes(from) || inside.includes(to))
      .flatMap((to) => to.listens.map((port) => ({ from, to, port }))),
  );
  const possible = new Set(
    tried
      .filter(({ from, to, port }) => {
        const protocols = port === 53 ? (['UDP', 'TCP'] as const) : (['TCP'] as const);
        return protocols.every((protocol) => allowed(policies, from, to, port, protocol));
      })
      .map(({ from, to, port }) => line(from.name, to.name, port)),
  );
  return {
    tried: tried.length,
    refused: [...expected].filter((connection) => !possible.has(connection)),
    open: [...possible].filter((connection) => !expected.has(connection)),
  };
}
