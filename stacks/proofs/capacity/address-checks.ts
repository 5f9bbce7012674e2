import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { limits } from './limits.ts';

const addresses = (cidr: string, what: string, demand: number): Finding => ({
  id: `addresses/${cidr}`,
  what: `${what} in ${cidr}`,
  demand,
  supply: 2 ** (32 - Number(cidr.split('/')[1])) - limits.keptAddresses,
  unit: 'addresses',
  source: 'Amazon VPC User Guide, "Subnet CIDR reservations"',
});

/**
 * Addresses of each subnet. App: its share of the nodes, one more while they are replaced, endpoints, proxy, control plane.
 * Public: the load balancer at its largest, in one zone alone, and a NAT gateway. Streaming: brokers, and a network card per function.
 */
export function addressFindings(facts: Facts): Finding[] {
  const { nodes, slotsPerNode, appSubnets, endpoints, hasProxy } = facts;
  const nodesHere = Math.ceil((nodes.max + 1) / Math.max(appSubnets.length, 1));
  // One prefix stays warm (WARM_PREFIX_TARGET); each of three cards has an address of its own.
  const perHost = (Math.ceil(slotsPerNode / limits.addressesPerPrefix) + 1) * limits.addressesPerPrefix + 3;
  const others = endpoints + (hasProxy ? 2 : 0) + 2;
  return [
    ...appSubnets.map((cidr) =>
      addresses(
        cidr,
        `${nodesHere} full nodes, ${endpoints} endpoints, proxy and control plane`,
        nodesHere * perHost + others,
      ),
    ),
    ...facts.publicSubnets.map((cidr) =>
      addresses(cidr, 'load balancer and NAT gateway', limits.balancerAddresses + 1),
    ),
    ...facts.streamingSubnets.map((cidr) =>
      addresses(
        cidr,
        `${facts.brokers} brokers and ${facts.functionsInVpc} functions`,
        facts.brokers + facts.functionsInVpc,
      ),
    ),
  ];
}
