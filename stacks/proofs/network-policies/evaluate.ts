import { cidrContains } from '../../../modules/vpc/cidr.ts';
import type { NetworkPolicy, Peer, Selector } from './policy-schema.ts';

/** One end of a connection: a pod, or an address outside the cluster (then without labels). */
export interface End {
  readonly name: string;
  readonly address: string;
  readonly pod?: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> };
}

type Rule = { readonly peers: readonly Peer[] | undefined; readonly ports: PolicyPorts };
type PolicyPorts = readonly { readonly port: number; readonly protocol: 'TCP' | 'UDP' }[] | undefined;

const fits = ({ matchLabels }: Selector, labels: Readonly<Record<string, string>>): boolean =>
  Object.entries(matchLabels).every(([label, value]) => labels[label] === value);

/** Kubernetes gives every namespace this label, with its name. */
const namespaceLabels = (name: string) => ({ 'kubernetes.io/metadata.name': name });

function meets(peer: Peer, end: End, policyNamespace: string): boolean {
  if (peer.ipBlock !== undefined) {
    const host = `${end.address}/32`;
    const { cidr, except } = peer.ipBlock;
    return cidrContains(cidr, host) && !except.some((block) => cidrContains(block, host));
  }
  if (end.pod === undefined) return false;
  const inNamespace =
    peer.namespaceSelector === undefined
      ? end.pod.namespace === policyNamespace
      : fits(peer.namespaceSelector, namespaceLabels(end.pod.namespace));
  return inNamespace && (peer.podSelector === undefined || fits(peer.podSelector, end.pod.labels));
}

function rulesOf({ spec }: NetworkPolicy, direction: 'Ingress' | 'Egress'): Rule[] {
  return direction === 'Ingress'
    ? spec.ingress.map(({ from, ports }) => ({ peers: from, ports }))
    : spec.egress.map(({ to, ports }) => ({ peers: to, ports }));
}

function admits(
  policies: readonly NetworkPolicy[],
  direction: 'Ingress' | 'Egress',
  self: End,
  other: End,
  port: number,
  protocol: 'TCP' | 'UDP',
): boolean {
  const { pod } = self;
  if (pod === undefined) return true;
  const selecting = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.namespace &&
      spec.policyTypes.includes(direction) &&
      fits(spec.podSelector, pod.labels),
  );
  // A pod that no policy selects is open; one that any selects is closed but for what the rules of all of them allow.
  if (selecting.length === 0) return true;
  return selecting.some((policy) =>
    rulesOf(policy, direction).some(
      ({ peers, ports }) =>
        (ports === undefined || ports.some((one) => one.port === port && one.protocol === protocol)) &&
        // No peers at all means everybody; an empty list means the same (NetworkPolicy API).
        (peers === undefined || peers.length === 0 || peers.some((peer) => meets(peer, other, pod.namespace))),
    ),
  );
}

/** Whether policies let `from` open a connection to `port` of `to`, as the NetworkPolicy API defines it: both ends must allow it. */
export const allowed = (
  policies: readonly NetworkPolicy[],
  from: End,
  to: End,
  port: number,
  protocol: 'TCP' | 'UDP' = 'TCP',
): boolean =>
  admits(policies, 'Egress', from, to, port, protocol) && admits(policies, 'Ingress', to, from, port, protocol);
