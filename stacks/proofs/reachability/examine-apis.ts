import { calledApis } from './expected.ts';
import { type Endpoint, internet, type Network, type Workload } from './network.ts';
import { isWorkload, reach, rulesFor } from './reach.ts';

/**
 * Every API that a workload calls has a way: a private endpoint that answers, a gateway route, or the internet. One sentence
 * for each that has none, and for each subnet that a gateway endpoint forgot (architecture.md 1.4).
 */
export function apiFaults(network: Network): string[] {
  const dead = network.workloads.flatMap((from) =>
    (calledApis[from.name] ?? []).flatMap((api) => {
      const why = whatStops(network, from, api);
      return why === undefined ? [] : [`no API: ${from.name} to ${api}: ${why}`];
    }),
  );
  const forgotten = [...network.endpoints.values()]
    .filter(({ kind }) => kind === 'gateway')
    .flatMap((endpoint) =>
      [...network.subnets.values()]
        .filter((subnet) => !knowsTheWay(network, endpoint, subnet.address))
        .map(({ address }) => `no route: ${address} to the gateway endpoint of ${endpoint.service}`),
    );
  return [...dead, ...forgotten];
}

function whatStops(network: Network, from: Workload, api: string): string | undefined {
  const endpoint = network.endpoints.get(api);
  const routed = endpoint?.kind === 'gateway' && from.subnets.every((subnet) => knowsTheWay(network, endpoint, subnet));
  // The addresses of S3 and DynamoDB are public ones, also where the packets stay inside.
  if (
    routed &&
    rulesFor(network, 'out', from, 443).some(({ peer }) => peer.kind === 'cidr' && peer.cidr === '0.0.0.0/0')
  )
    return undefined;
  // With private DNS the name of the API is the endpoint, also where there would be a way through NAT.
  const to = network.workloads.find(({ name }) => name === endpoint?.workload) ?? internet;
  const verdict = reach(network, from, to, 443);
  if (verdict.open) return undefined;
  return isWorkload(to) ? verdict.why : `no endpoint, and ${verdict.why}`;
}

function knowsTheWay(network: Network, { routeTables }: Endpoint, subnet: string): boolean {
  return routeTables.includes(network.subnets.get(subnet)?.routeTable ?? '');
}
