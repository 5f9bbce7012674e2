import { addressOf, at, type Resource, referred, resourcesOf, type StackJson } from '../stack-query.ts';
import type { Subnet, WayOut } from './network.ts';

/** Every subnet with its route table and its way out, by address. */
export function readSubnets(stack: StackJson): ReadonlyMap<string, Subnet> {
  return new Map(
    resourcesOf(stack, 'aws_subnet').map((found) => {
      const table = routeTableOf(stack, found);
      const zone = String(at(found, 'availability_zone'));
      const subnet: Subnet = {
        address: addressOf(found),
        zone,
        cidr: String(at(found, 'cidr_block')),
        routeTable: table && addressOf(table),
        wayOut: wayOutOf(stack, table, zone),
      };
      return [subnet.address, subnet];
    }),
  );
}

/** Addresses of the subnets that a value refers to. */
export function subnetsIn(stack: StackJson, value: unknown): string[] {
  return ofType(stack, value, 'aws_subnet').map(addressOf);
}

function routeTableOf(stack: StackJson, subnet: Resource): Resource | undefined {
  const association = resourcesOf(stack, 'aws_route_table_association').find((found) =>
    subnetsIn(stack, at(found, 'subnet_id')).includes(addressOf(subnet)),
  );
  return association && ofType(stack, at(association, 'route_table_id'), 'aws_route_table')[0];
}

function wayOutOf(stack: StackJson, table: Resource | undefined, zone: string): WayOut {
  if (table === undefined) return { kind: 'none' };
  const routes = resourcesOf(stack, 'aws_route').filter(
    (route) =>
      at(route, 'destination_cidr_block') === '0.0.0.0/0' &&
      ofType(stack, at(route, 'route_table_id'), 'aws_route_table').some((found) => found.name === table.name),
  );
  const [route, second] = routes;
  if (route === undefined) return { kind: 'none' };
  if (second !== undefined) return { kind: 'broken', why: 'two default routes in one table' };
  if (ofType(stack, at(route, 'gateway_id'), 'aws_internet_gateway').length > 0) return { kind: 'igw' };
  const [nat] = ofType(stack, at(route, 'nat_gateway_id'), 'aws_nat_gateway');
  if (nat === undefined) return { kind: 'broken', why: 'the default route names no gateway' };
  return throughNat(stack, nat, zone);
}

function throughNat(stack: StackJson, nat: Resource, zone: string): WayOut {
  const [home] = ofType(stack, at(nat, 'subnet_id'), 'aws_subnet');
  if (home === undefined) return { kind: 'broken', why: 'the NAT gateway stands in no subnet' };
  const natZone = String(at(home, 'availability_zone'));
  if (natZone !== zone) return { kind: 'broken', why: `NAT in ${natZone}, subnet in ${zone}` };
  const out = wayOutOf(stack, routeTableOf(stack, home), natZone);
  return out.kind === 'igw' ? { kind: 'nat' } : { kind: 'broken', why: 'the NAT gateway has no internet gateway' };
}

function ofType(stack: StackJson, value: unknown, type: string): Resource[] {
  return referred(stack, value).filter((found) => found.type === type);
}
