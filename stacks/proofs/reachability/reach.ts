import { cidrContains } from '../../../modules/vpc/cidr.ts';
import {
  CLOUDFRONT_LIST,
  type GroupRule,
  internet,
  type Network,
  type Outside,
  type Subnet,
  type Workload,
} from './network.ts';

/** `open` with the rules that let the packets through, or the first thing that stops them. */
export type Verdict =
  | { readonly open: true; readonly by: readonly GroupRule[] }
  | { readonly open: false; readonly why: string };

const closed = (why: string): Verdict => ({ open: false, why });

/** Whether `from` can open a TCP connection to `port` of `to`: listener, both groups, routes. */
export function reach(network: Network, from: Workload | Outside, to: Workload | Outside, port: number): Verdict {
  if (isWorkload(from)) return isWorkload(to) ? inside(network, from, to, port) : outward(network, from, port);
  return isWorkload(to) ? inward(network, from, to, port) : closed('both ends are outside');
}

/** True for something with interfaces in the VPC, false for the world outside. */
export function isWorkload(end: Workload | Outside): end is Workload {
  return 'groups' in end;
}

function inside(network: Network, from: Workload, to: Workload, port: number): Verdict {
  if (!answers(to, port)) return closed(`${to.name} does not listen on ${port}`);
  const [here, there] = [subnetsOf(network, from), subnetsOf(network, to)];
  // Inside the VPC every route table knows the way.
  if (here.length === 0 || there.length === 0) return closed('one end stands in no subnet of the stack');
  const out = rulesFor(network, 'out', from, port).filter(({ peer }) => admits(peer, to, there));
  if (out.length === 0) return closed(`no egress rule of ${from.name} names ${to.name} on ${port}`);
  const into = rulesFor(network, 'in', to, port).filter(({ peer }) => admits(peer, from, here));
  return into.length === 0
    ? closed(`no ingress rule of ${to.name} names ${from.name} on ${port}`)
    : { open: true, by: [...out, ...into] };
}

function outward(network: Network, from: Workload, port: number): Verdict {
  const out = rulesFor(network, 'out', from, port).filter(
    ({ peer }) => peer.kind === 'cidr' && internet.cidrs.every((all) => cidrContains(peer.cidr, all)),
  );
  if (out.length === 0) return closed(`no egress rule of ${from.name} names the internet on ${port}`);
  const stuck = subnetsOf(network, from).find(
    ({ wayOut }) => wayOut.kind !== 'nat' && !(wayOut.kind === 'igw' && from.facesInternet),
  );
  if (stuck === undefined) return { open: true, by: out };
  const why =
    stuck.wayOut.kind === 'broken'
      ? stuck.wayOut.why
      : stuck.wayOut.kind === 'igw'
        ? 'no public address'
        : 'no default route';
  return closed(`${stuck.address}: ${why}`);
}

function inward(network: Network, from: Outside, to: Workload, port: number): Verdict {
  if (!to.facesInternet) return closed(`${to.name} has no public address`);
  if (!answers(to, port)) return closed(`${to.name} does not listen on ${port}`);
  const hidden = subnetsOf(network, to).find(({ wayOut }) => wayOut.kind !== 'igw');
  if (hidden !== undefined) return closed(`${hidden.address} has no internet gateway`);
  const into = rulesFor(network, 'in', to, port).filter(({ peer }) => {
    if (from.kind === 'prefix list') return peer.kind === 'prefix list' && peer.name === CLOUDFRONT_LIST;
    return peer.kind === 'cidr' && from.cidrs.some((cidr) => cidrContains(peer.cidr, cidr));
  });
  return into.length === 0
    ? closed(`no ingress rule of ${to.name} names ${from.name} on ${port}`)
    : { open: true, by: into };
}

function answers({ listens }: Workload, port: number): boolean {
  return listens === 'any' || listens.includes(port);
}

/** The rules of a workload's groups that speak of a port. */
export function rulesFor(network: Network, direction: 'in' | 'out', workload: Workload, port: number): GroupRule[] {
  return network.rules.filter(
    (rule) =>
      rule.direction === direction && workload.groups.includes(rule.group) && rule.first <= port && port <= rule.last,
  );
}

function admits(peer: GroupRule['peer'], end: Workload, subnets: readonly Subnet[]): boolean {
  if (peer.kind === 'group') return end.groups.includes(peer.group);
  return peer.kind === 'cidr' && subnets.every(({ cidr }) => cidrContains(peer.cidr, cidr));
}

function subnetsOf(network: Network, { subnets }: Workload): Subnet[] {
  return subnets.flatMap((address) => network.subnets.get(address) ?? []);
}
