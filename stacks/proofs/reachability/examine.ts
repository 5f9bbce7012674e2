import { apiFaults } from './examine-apis.ts';
import { type EnvironmentName, type ExpectedPath, expectedPaths, sets } from './expected.ts';
import { cloudFront, type GroupRule, internet, type Network, type Outside, type Workload } from './network.ts';
import { reach, type Verdict } from './reach.ts';

type End = Workload | Outside;

/** What the proof says about one environment. */
export interface Examination {
  /** Each line of the matrix that this environment has, and what stops it; `undefined` where it works. */
  readonly lines: ReadonlyMap<ExpectedPath, string | undefined>;
  /** Everything that is not as it should be, a sentence each. Empty is the proof. */
  readonly faults: readonly string[];
}

// Ports that somebody may want to reach, besides those that rules and listeners name.
const ALSO_TRIED = [22, 53, 80, 443, 2049, 3000, 3001, 3306, 3389, 5432, 6379, 8080, 9092, 9094, 9096, 9098, 10_250];

/** Tries every pair of ends on every port that matters, and compares what is open with what is expected. */
export function examine(network: Network, environment: EnvironmentName): Examination {
  const mine = expectedPaths.filter(({ environments }) => environments.includes(environment));
  const ports = portsToTry(network);
  const sources: readonly End[] = [...network.workloads, internet, cloudFront, visitorsOf(network)];
  const targets: readonly End[] = [...network.workloads, internet];
  const used = new Set<GroupRule>();
  const unexpected: string[] = [];
  for (const from of sources)
    for (const to of targets) {
      const open = ports.flatMap((port) => openOn(reach(network, from, to, port), port));
      for (const { by } of open) for (const rule of by) used.add(rule);
      const wrong = open.filter(({ port }) => !mine.some((path) => covers(path, from, to, port)));
      if (wrong.length > 0) unexpected.push(openWithoutReason(from, to, wrong));
    }
  const lines = new Map(mine.map((path) => [path, whatStops(network, { sources, targets }, path)]));
  return {
    lines,
    faults: [
      ...network.faults,
      ...[...lines].flatMap(([path, why]) => (why === undefined ? [] : [`dead: ${said(path)}: ${why}`])),
      ...unexpected,
      ...network.rules.filter((rule) => !used.has(rule)).map(({ address }) => `leads nowhere: ${address}`),
      ...placement(network),
      ...apiFaults(network),
    ],
  };
}

/** A sentence for people: `nodes to proxy on 5432`. */
export function said({ from, to, first, last }: ExpectedPath): string {
  return `${from} to ${to} on ${first === last ? first : `${first}-${last}`}`;
}

function portsToTry({ rules, workloads }: Network): number[] {
  const listened = workloads.flatMap(({ listens }) => (listens === 'any' ? [] : listens));
  const all = [...ALSO_TRIED, ...rules.flatMap(({ first, last }) => [first, last]), ...listened];
  return [...new Set(all)].sort((a, b) => a - b);
}

/** The blocks that security groups name as sources: who they are is an environment's choice. */
function visitorsOf({ rules }: Network): Outside {
  const cidrs = rules.flatMap(({ direction, peer }) => (direction === 'in' && peer.kind === 'cidr' ? [peer.cidr] : []));
  return { name: 'listed visitors', kind: 'cidrs', cidrs };
}

function openOn(verdict: Verdict, port: number): { port: number; by: readonly GroupRule[] }[] {
  return verdict.open ? [{ port, by: verdict.by }] : [];
}

function named(end: End, name: string): boolean {
  return end.name === name || sets[name]?.test(end.name) === true;
}

function covers(path: ExpectedPath, from: End, to: End, port: number): boolean {
  return named(from, path.from) && named(to, path.to) && path.first <= port && port <= path.last;
}

function openWithoutReason(from: End, to: End, found: readonly { port: number; by: readonly GroupRule[] }[]): string {
  const rules = [...new Set(found.flatMap(({ by }) => by.map(({ address }) => address)))].join(', ');
  return `open: ${from.name} to ${to.name} on ${found.map(({ port }) => port).join(', ')} is in no line of the matrix (${rules})`;
}

function whatStops(
  network: Network,
  ends: { readonly sources: readonly End[]; readonly targets: readonly End[] },
  path: ExpectedPath,
): string | undefined {
  const sources = ends.sources.filter((end) => named(end, path.from));
  const targets = ends.targets.filter((end) => named(end, path.to));
  if (sources.length === 0) return `there is no ${path.from}`;
  if (targets.length === 0) return `there is no ${path.to}`;
  for (const from of sources)
    for (const to of targets)
      for (const port of [path.first, path.last]) {
        const verdict = reach(network, from, to, port);
        if (!verdict.open) return verdict.why;
      }
  return undefined;
}

/** Where things stand: data without a way out, routes that work, groups that somebody carries, targets that are used. */
function placement(network: Network): string[] {
  const carried = new Set(network.workloads.flatMap(({ groups }) => groups));
  const ways = [...network.subnets.values()];
  const isolated = network.workloads.filter((workload) => workload.isolated);
  return [
    ...network.groups.filter((group) => !carried.has(group)).map((group) => `carried by nobody: ${group}`),
    ...ways.flatMap(({ address, wayOut }) =>
      wayOut.kind === 'broken' ? [`broken way out: ${address}: ${wayOut.why}`] : [],
    ),
    ...isolated.flatMap(({ name, subnets }) =>
      ways
        .filter(({ address, wayOut }) => subnets.includes(address) && wayOut.kind !== 'none')
        .map(({ address }) => `not isolated: ${name} stands in ${address}, which has a way out`),
    ),
    ...network.targets.filter(({ forwarded }) => !forwarded).map(({ address }) => `nothing is forwarded to ${address}`),
  ];
}
