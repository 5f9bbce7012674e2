import { type Arguments, at, inOrder, isArguments, listAt } from '../stack-query.ts';
import { allApps, backends, inManifests, nameOf, objectsOf, shortName, workloadOf } from './manifest-readings.ts';
import type { Built, Reading } from './passage.ts';
import type { Manifest, Overlay } from './read-overlay.ts';

/** One thing that a NetworkPolicy lets through: an app, `everyone`, `namespace <name>` or a CIDR block, and `TCP 3001`. */
interface Passed {
  readonly peer: string;
  readonly ports: readonly string[];
}
const EVERY_PORT = 'every port';
type Direction = 'Ingress' | 'Egress';
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
function passed(built: Built, app: string, direction: Direction, overlay?: Overlay): Passed[] {
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

const once = (names: readonly string[]): string[] => [...new Set(names)].sort(inOrder);
const PROMETHEUS = 'namespace monitoring';
const RELEASES = 'namespace argo-rollouts';

/** Ports on which a service admits anybody. */
export const admittedPorts = (app: string): Reading =>
  inManifests(`NetworkPolicies into ${app}, ports`, (built) =>
    once(passed(built, app, 'Ingress').flatMap(({ ports }) => ports)),
  );

/** Whom a service admits: services, or `everyone`; the namespaces of Prometheus and Argo Rollouts are asked for apart. */
export const admitted = (app: string): Reading =>
  inManifests(`NetworkPolicies into ${app}`, (built) => {
    const peers = once(passed(built, app, 'Ingress').map(({ peer }) => shortName(peer)));
    if (peers.includes('everyone')) return ['everyone'];
    return peers.filter((peer) => peer !== PROMETHEUS && peer !== RELEASES);
  });

const isAdmitted = (app: string, peer: string): Reading =>
  inManifests(`NetworkPolicies from ${peer} into ${app}`, (built) =>
    passed(built, app, 'Ingress').some((each) => each.peer === peer),
  );
export const admitsPrometheus = (app: string): Reading => isAdmitted(app, PROMETHEUS);
export const admitsReleases = (app: string): Reading => isAdmitted(app, RELEASES);

/** Services that a service may call. */
export const mayCall = (app: string): Reading =>
  inManifests(`NetworkPolicies out of ${app}, services`, (built) =>
    once(passed(built, app, 'Egress').map(({ peer }) => peer))
      .filter((peer) => allApps.some((each) => each === peer) || peer === 'everyone')
      .map(shortName),
  );

/** Pods of kind that a service may reach and that are neither a service nor the collector of traces. */
export const mayReachOnKind = (app: string): Reading =>
  inManifests(`NetworkPolicies of kind out of ${app}`, (built) =>
    once(passed(built, app, 'Egress', 'kind').map(({ peer }) => peer)).filter(
      (peer) => !allApps.some((each) => each === peer) && peer !== 'zipkin' && peer !== 'namespace kube-system',
    ),
  );

const isOpen = (ports: readonly string[], port: string): boolean => ports.includes(port) || ports.includes(EVERY_PORT);
const reaches = (built: Built, app: string, peer: string, port: string): boolean =>
  passed(built, app, 'Egress').some((each) => each.peer === peer && isOpen(each.ports, port));

/** Whether a service may ask for names: the DNS of the cluster by UDP and TCP. */
export const mayAskForNames = (app: string): Reading =>
  inManifests(`NetworkPolicies out of ${app}, DNS`, (built) =>
    ['UDP 53', 'TCP 53'].every((port) => reaches(built, app, 'namespace kube-system', port)),
  );

/** Whether a service may send traces. */
export const maySendTraces = (app: string): Reading =>
  inManifests(`NetworkPolicies out of ${app}, traces`, (built) => reaches(built, app, PROMETHEUS, 'TCP 9411'));

const blocksOn = (built: Built, app: string, port: string): string[] =>
  passed(built, app, 'Egress')
    .filter(({ peer, ports }) => /^[\d.]+\/\d+$|^everyone$/.test(peer) && isOpen(ports, port))
    .map(({ peer }) => peer);

/** Addresses that a service may reach on 443. */
export const onHttps = (app: string): Reading =>
  inManifests(`NetworkPolicies out of ${app}, 443`, (built) => once(blocksOn(built, app, 'TCP 443')));

/** Addresses that any service may reach on a port. */
export const blocksOpenOn = (port: number): Reading =>
  inManifests(`NetworkPolicies to addresses on ${port}`, (built) =>
    once(allApps.flatMap((app) => blocksOn(built, app, `TCP ${port}`))),
  );

/** Services that may reach addresses on a port. */
export const whoReaches = (port: number): Reading =>
  inManifests(`NetworkPolicies to addresses on ${port}, services`, (built) =>
    backends.filter((app) => blocksOn(built, app, `TCP ${port}`).length > 0).map(shortName),
  );

/** Ports, besides those named, on which services may reach addresses. */
export const otherPorts = (named: readonly number[]): Reading =>
  inManifests('NetworkPolicies to addresses, ports', (built) =>
    once(
      allApps.flatMap((app) =>
        passed(built, app, 'Egress').flatMap(({ peer, ports }) => (/^[\d.]+\/\d+$|^everyone$/.test(peer) ? ports : [])),
      ),
    ).filter((port) => !named.some((each) => port === `TCP ${each}`)),
  );

/** Services that a policy of their own names, both for what they receive and for what they send. */
export const namedByPolicies: Reading = inManifests('NetworkPolicies by service', (built) =>
  allApps
    .filter((app) =>
      (['Ingress', 'Egress'] as const).every((direction) =>
        objectsOf(built, 'NetworkPolicy').some(
          (each) =>
            at(each, 'spec.podSelector.matchLabels.app') === app &&
            listAt(each, 'spec.policyTypes').includes(direction),
        ),
      ),
    )
    .map(shortName),
);

/** What stands in the policy that refuses everything: `rules` counts what it lets through all the same. */
export const refusal = (what: 'podSelector' | 'policyTypes' | 'rules' | 'name'): Reading =>
  inManifests(`NetworkPolicy default-deny-all, ${what}`, (built) => {
    const found = objectsOf(built, 'NetworkPolicy').filter((each) => nameOf(each) === 'default-deny-all');
    const [only] = found;
    if (only === undefined || found.length > 1) throw new Error(`there are ${found.length} default-deny-all`);
    if (what === 'name') return nameOf(only);
    if (what === 'rules') return [...listAt(only, 'spec.ingress'), ...listAt(only, 'spec.egress')].length;
    return at(only, `spec.${what}`);
  });
