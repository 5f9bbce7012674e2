import { serviceNamed } from '../../services/registry.ts';
import { allServices, appOf } from './app.ts';
import { type Edge, edgePolicies, policy, tcp } from './edge-policies.ts';
import { type Manifest, podsOf } from './manifest.ts';

/** The one call graph (ruling B6). */
const callGraph = (): Edge[] =>
  allServices.flatMap(({ name, calls }) =>
    calls.map((callee) => ({ from: appOf(name), to: appOf(callee), port: serviceNamed(callee).port })),
  );

/** Pods of another namespace. */
export const namespaceNamed = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

/** Everything is refused first (architecture.md 4.1). */
const defaultDeny = policy('default-deny-all', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });

/** Names are found by everybody (architecture.md 4.3). */
const allowDns = policy('allow-dns', {
  podSelector: {},
  policyTypes: ['Egress'],
  egress: [
    {
      to: [{ ...namespaceNamed('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
    },
  ],
});

/** Gateway and front end answer everybody: the load balancer, whose addresses change (architecture.md 4.2). */
const openToAll = allServices
  .filter(({ name }) => name === 'gateway' || name === 'frontend')
  .map(({ name, port }) =>
    policy(`${appOf(name)}-from-load-balancer`, {
      podSelector: podsOf(appOf(name)),
      policyTypes: ['Ingress'],
      ingress: [{ ports: tcp(port) }],
    }),
  );

/** Prometheus reads every service on its own port (ruling B7). */
const allowMonitoring = allServices
  .filter(({ name }) => name !== 'frontend')
  .map(({ name, port }) =>
    policy(`${appOf(name)}-from-monitoring`, {
      podSelector: podsOf(appOf(name)),
      policyTypes: ['Ingress'],
      ingress: [{ from: [namespaceNamed('monitoring')], ports: tcp(port) }],
    }),
  );

/** What holds in every environment; where data and traces are, an overlay says. */
export const basePolicies = (): Manifest[] => [
  defaultDeny,
  allowDns,
  ...openToAll,
  ...edgePolicies(callGraph(), 'calls'),
  ...allowMonitoring,
];
