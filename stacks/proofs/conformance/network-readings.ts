import { at, inOrder, listAt, type Resource, referred, resourcesOf, theResource } from '../stack-query.ts';
import type { Built, Reading } from './passage.ts';
import { reading, subnetsOf, type Tier } from './readings.ts';

/** Region of the provider that has no alias. */
export const region: Reading = reading('provider aws region', ({ stack }) =>
  stack.provider?.aws?.filter((provider) => !('alias' in provider)).map((provider) => provider.region),
);

/** Availability zones of all subnets, each once. */
export const zones: Reading = reading('aws_subnet[*].availability_zone', ({ stack }) => [
  ...new Set(
    resourcesOf(stack, 'aws_subnet')
      .map((subnet) => at(subnet, 'availability_zone'))
      .sort(inOrder),
  ),
]);

/** Availability zones of the NAT gateways' subnets. */
export const natZones: Reading = reading('zones of aws_nat_gateway', ({ stack }) =>
  resourcesOf(stack, 'aws_nat_gateway')
    .flatMap((nat) => referred(stack, at(nat, 'subnet_id')))
    .map((subnet) => at(subnet, 'availability_zone'))
    .sort(inOrder),
);

const subnet = (built: Built, tier: Tier, zone: 0 | 1): Resource =>
  theResource(built.stack, 'aws_subnet', { cidr_block: subnetsOf(tier, built.environment)[zone] });

/** The zone that the documented CIDR block of a tier lies in. */
export const zoneOf = (tier: Tier, zone: 0 | 1): Reading =>
  reading(`aws_subnet of ${tier}, ${zone === 0 ? 'first' : 'second'} block, availability_zone`, (built) =>
    at(subnet(built, tier, zone), 'availability_zone'),
  );

/** Where 0.0.0.0/0 leads from a subnet: `internet gateway`, `NAT in <zone>` or `nowhere`. */
export const wayOut = (tier: Tier, zone: 0 | 1): Reading =>
  reading(`default route of ${tier} in ${zone === 0 ? 'a' : 'c'}`, (built) =>
    defaultRoute(built, subnet(built, tier, zone)),
  );

function defaultRoute(built: Built, from: Resource): string {
  const tables = resourcesOf(built.stack, 'aws_route_table_association')
    .filter((each) => referred(built.stack, at(each, 'subnet_id')).some(({ name }) => name === from.name))
    .flatMap((each) => referred(built.stack, at(each, 'route_table_id')));
  const [table, ...others] = tables;
  if (table === undefined) throw new Error(`${from.name} has no route table of its own: it follows the main one`);
  if (others.length > 0) throw new Error(`${from.name} has ${tables.length} route tables`);
  const routes = [
    ...listAt(table, 'route'),
    ...resourcesOf(built.stack, 'aws_route')
      .filter((route) => referred(built.stack, at(route, 'route_table_id')).some(({ name }) => name === table.name))
      .map((route) => route.arguments),
  ].filter((route) => /"0\.0\.0\.0\/0"/.test(JSON.stringify(route)));
  const ways = routes.flatMap((route) => referred(built.stack, route)).map((target) => wayThrough(built, target));
  return ways.find((way) => way !== undefined) ?? 'nowhere';
}

function wayThrough(built: Built, target: Resource): string | undefined {
  if (target.type === 'aws_internet_gateway') return 'internet gateway';
  if (target.type !== 'aws_nat_gateway') return undefined;
  const [own] = referred(built.stack, at(target, 'subnet_id'));
  return `NAT in ${own === undefined ? 'no subnet' : String(at(own, 'availability_zone'))}`;
}

/** The last part of an endpoint's service name and where it is attached: subnets' CIDR blocks, or how many route tables. */
export const endpoint = (service: string): Reading =>
  reading(`aws_vpc_endpoint ${service}`, ({ stack }) => {
    const found = theResource(stack, 'aws_vpc_endpoint', { service_name: `com.amazonaws.ap-northeast-2.${service}` });
    const tables = referred(stack, listAt(found, 'route_table_ids')).length;
    const all = resourcesOf(stack, 'aws_route_table').length;
    if (at(found, 'vpc_endpoint_type') === 'Gateway')
      return tables === all ? 'in every route table' : `in ${tables} of ${all}`;
    return referred(stack, listAt(found, 'subnet_ids'))
      .map((each) => at(each, 'cidr_block'))
      .sort(inOrder);
  });
