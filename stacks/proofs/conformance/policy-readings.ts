import { at, inOrder, listAt } from '../stack-query.ts';
import { allApps, backends, inManifests, nameOf, objectsOf, shortName } from './manifest-readings.ts';
import type { Built, Reading } from './passage.ts';
import { isOpen, passed } from './policies.ts';

const once = (names: readonly string[]): string[] => [...new Set(names)].sort(inOrder);
const PROMETHEUS = 'namespace monitoring';
const DNS = 'namespace kube-system';
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

/** Whom a service may call, besides addresses, DNS and the collector of traces, which are asked for apart. */
export const mayCall = (app: string): Reading =>
  inManifests(`NetworkPolicies out of ${app}`, (built) =>
    once(passed(built, app, 'Egress').map(({ peer }) => shortName(peer))).filter(
      (peer) => (peer === 'everyone' || !isBlock(peer)) && peer !== PROMETHEUS && peer !== DNS,
    ),
  );

/** Pods of kind that a service may reach and that are neither a service nor the collector of traces. */
export const mayReachOnKind = (app: string): Reading =>
  inManifests(`NetworkPolicies of kind out of ${app}`, (built) =>
    once(passed(built, app, 'Egress', 'kind').map(({ peer }) => peer)).filter(
      (peer) => !allApps.some((each) => each === peer) && peer !== 'zipkin' && peer !== DNS,
    ),
  );

const reaches = (built: Built, app: string, peer: string, port: string): boolean =>
  passed(built, app, 'Egress').some((each) => each.peer === peer && isOpen(each, port));

/** Whether a service may ask for names: the DNS of the cluster by UDP and TCP. */
export const mayAskForNames = (app: string): Reading =>
  inManifests(`NetworkPolicies out of ${app}, DNS`, (built) =>
    ['UDP 53', 'TCP 53'].every((port) => reaches(built, app, DNS, port)),
  );

/** Whether a service may send traces. */
export const maySendTraces = (app: string): Reading =>
  inManifests(`NetworkPolicies out of ${app}, traces`, (built) => reaches(built, app, PROMETHEUS, 'TCP 9411'));

const isBlock = (peer: string): boolean => peer === 'everyone' || /^[\d.]+\/\d+$/.test(peer);
const blocksOn = (built: Built, app: string, port: string): string[] =>
  passed(built, app, 'Egress')
    .filter((each) => isBlock(each.peer) && isOpen(each, port))
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
      allApps.flatMap((app) => passed(built, app, 'Egress').flatMap(({ peer, ports }) => (isBlock(peer) ? ports : []))),
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
