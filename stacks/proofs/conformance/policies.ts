import { type Arguments, at, isArguments, listAt } from '../stack-query.ts';
import { nameOf, objectsOf, workloadOf } from './manifest-readings.ts';
import type { Built } from './passage.ts';
import type { Manifest, Overlay } from './read-overlay.ts';

/** One thing that a NetworkPolicy lets through: an app, `everyone`, `namespace <name>` or a CIDR block, and `TCP 3001`. */
export interface Passed {
  readonly peer: string;
  readonly ports: readonly string[];
}
/** Where a rule names no port. */
const EVERY_PORT = 'every port';
/** Whether a port is among those of a rule. */
export const isOpen = ({ ports }: Passed, port: string): boolean => ports.includes(port) || ports.includes(EVERY_PORT);
export type Direction = 'Ingress' | 'Egress';
type Labels = Readonly<Record<string, unknown>>;

const labelsOf = (value: unknown): Labels => (isArguments(value) ? value : {});

/** Whether a selector takes these labels; expressions are refused, not passed over. */
function takes(selector: unknown, labels: Labels): boolean {
  if (!isArguments(selector)) throw new Error('a selector is no map');
  const unknown = Object.keys(selector).filter((key) => key !== 'matchLabels');
  if (unknown.length > 0) throw new Error(`a selector with ${unknown.join(', ')} is not understood`);
  return Object.entries(labelsOf(selector.matchLabels)).every(([key, value]) => labels[key] === value);
}

const podLabels = (each: Manifest): Labels => labelsOf(at(each, 'spec.template.metadata.labels'));

/** Everything that makes pods in an overlay. */
const podMakers = (built: Built, overlay?: Overlay): Manifest[] =>
  objectsOf(built, undefined, overlay).filter((each) =>
    ['Deployment', 'Rollout', 'StatefulSet', 'Job'].includes(String(each.kind)),
  );

function peersNamed(built: Built, peer: Arguments, overlay?: Overlay): string[] {
  if (peer.ipBlock !== undefined) return [String(at(peer, 'ipBlock.cidr'))];
  if (peer.namespaceSelector !== undefined) {
    const name = labelsOf(labelsOf(peer.namespaceSelector).matchLabels)['kubernetes.io/metadata.name'];
    return [typeof name === 'string' ? `namespace ${name}` : 'any namespace'];
  }
  return podMakers(built, overlay)
    .filter((each) => takes(peer.podSelector, podLabels(each)))
    .map(nameOf);
}

/** What all policies together let a service's pods receive or send. */
export function passed(built: Built, app: string, direction: Direction, overlay?: Overlay): Passed[] {
  const labels = podLabels(workloadOf(built, app, overlay));
  const [rules, ends] = direction === 'Ingress' ? ['spec.ingress', 'from'] : ['spec.egress', 'to'];
  return objectsOf(built, 'NetworkPolicy', overlay)
    .filter(
      (each) => listAt(each, 'spec.policyTypes').includes(direction) && takes(at(each, 'spec.podSelector'), labels),
    )
    .flatMap((each) => listAt(each, rules))
    .filter(isArguments)
    .flatMap((rule) => {
      const ports = listAt(rule, 'ports')
        .filter(isArguments)
        .map(
          (each) =>
            `${typeof each.protocol === 'string' ? each.protocol : 'TCP'} ${[each.port, each.endPort].filter(Boolean).join('-')}`,
        );
      const peers = listAt(rule, ends).filter(isArguments);
      const names = peers.length === 0 ? ['everyone'] : peers.flatMap((peer) => peersNamed(built, peer, overlay));
      return names.map((peer) => ({ peer, ports: ports.length === 0 ? [EVERY_PORT] : ports }));
    });
}
