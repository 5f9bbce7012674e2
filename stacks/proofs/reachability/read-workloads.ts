import { addressOf, at, listAt, type Resource, referred, resourcesOf, type StackJson } from '../stack-query.ts';
import type { Endpoint, Workload } from './network.ts';
import { groupsIn } from './read-groups.ts';
import { subnetsIn } from './read-subnets.ts';

type Read = (stack: StackJson, found: Resource) => Pick<Workload, 'name' | 'listens'> & Partial<Workload>;

// By type: its name, where its groups and subnets stand, on which ports it answers.
const READERS: Readonly<Record<string, Read>> = {
  aws_lb: (stack, found) => ({
    name: 'load balancer',
    ...placed(stack, at(found, 'security_groups'), at(found, 'subnets')),
    listens: resourcesOf(stack, 'aws_lb_listener')
      .filter((listener) => refersTo(stack, at(listener, 'load_balancer_arn'), found))
      .flatMap((listener) => numberAt(listener, 'port')),
    facesInternet: at(found, 'internal') === false,
  }),
  aws_eks_node_group: (stack, found) => {
    const [template] = referred(stack, at(found, 'launch_template')).filter(
      ({ type }) => type === 'aws_launch_template',
    );
    const carried =
      template && (at(template, 'vpc_security_group_ids') ?? at(template, 'network_interfaces.security_groups'));
    return { name: 'nodes', ...placed(stack, carried, at(found, 'subnet_ids')), listens: 'any' };
  },
  aws_eks_cluster: (stack, found) => ({
    name: 'control plane',
    ...placed(stack, at(found, 'vpc_config.security_group_ids'), at(found, 'vpc_config.subnet_ids')),
    listens: [443],
  }),
  aws_db_proxy: (stack, found) => ({
    name: 'proxy',
    ...placed(stack, at(found, 'vpc_security_group_ids'), at(found, 'vpc_subnet_ids')),
    listens: at(found, 'engine_family') === 'POSTGRESQL' ? [5432] : [],
  }),
  aws_db_instance: (stack, found) => ({
    name: 'database',
    ...placed(stack, at(found, 'vpc_security_group_ids'), subnetGroup(stack, found, 'db_subnet_group_name')),
    listens: numberAt(found, 'port'),
    facesInternet: at(found, 'publicly_accessible') === true,
    isolated: true,
  }),
  aws_elasticache_replication_group: (stack, found) => ({
    name: 'Redis',
    ...placed(stack, at(found, 'security_group_ids'), subnetGroup(stack, found, 'subnet_group_name')),
    listens: numberAt(found, 'port'),
    isolated: true,
  }),
  aws_msk_cluster: (stack, found) => ({
    name: 'Kafka',
    ...placed(
      stack,
      at(found, 'broker_node_group_info.security_groups'),
      at(found, 'broker_node_group_info.client_subnets'),
    ),
    listens: kafkaPorts(found),
  }),
  aws_lambda_function: (stack, found) => ({
    name: String(at(found, 'function_name')).replace(/^urr-(prod|staging)-/, ''),
    ...placed(stack, at(found, 'vpc_config.security_group_ids'), at(found, 'vpc_config.subnet_ids')),
    listens: [],
  }),
  aws_vpc_endpoint: (stack, found) => ({
    name: `endpoint ${serviceOf(found)}`,
    ...placed(stack, at(found, 'security_group_ids'), at(found, 'subnet_ids')),
    listens: [443],
  }),
};
// They hold a group without network interfaces of their own.
const CARRIERS = [
  'aws_launch_template',
  'aws_security_group',
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
];

/** Everything with interfaces in the VPC, and resources that carry a group without the proof knowing them. */
export function readWorkloads(stack: StackJson): { workloads: Workload[]; faults: string[] } {
  const workloads: Workload[] = [];
  const faults: string[] = [];
  for (const found of resourcesOf(stack)) {
    const read = READERS[found.type]?.(stack, found);
    if (read === undefined) {
      const { depends_on: _order, ...own } = found.arguments;
      if (!CARRIERS.includes(found.type) && groupsIn(stack, own).length > 0)
        faults.push(`${addressOf(found)}: carries a security group, but the proof does not know this type`);
      continue;
    }
    const { groups = [], subnets = [] } = read;
    // A function outside the VPC, a gateway endpoint: no interface, nothing to reach.
    if (groups.length + subnets.length === 0) continue;
    if (groups.length === 0 || subnets.length === 0)
      faults.push(`${addressOf(found)}: has ${groups.length} security groups and ${subnets.length} subnets`);
    workloads.push({ address: addressOf(found), facesInternet: false, isolated: false, ...read, groups, subnets });
  }
  return { workloads, faults };
}

/** Private ways to AWS APIs by service. */
export function readEndpoints(stack: StackJson): ReadonlyMap<string, Endpoint> {
  return new Map(
    resourcesOf(stack, 'aws_vpc_endpoint').map((found) => {
      const service = serviceOf(found);
      const kind = at(found, 'vpc_endpoint_type') === 'Interface' ? 'interface' : 'gateway';
      const answers = kind === 'interface' && at(found, 'private_dns_enabled') === true;
      const routeTables = referred(stack, at(found, 'route_table_ids')).map(addressOf);
      return [service, { service, kind, workload: answers ? `endpoint ${service}` : undefined, routeTables }];
    }),
  );
}

function placed(stack: StackJson, groups: unknown, subnets: unknown) {
  return { groups: groupsIn(stack, groups), subnets: subnetsIn(stack, subnets) };
}

function subnetGroup(stack: StackJson, found: Resource, argument: string): unknown {
  return referred(stack, at(found, argument)).flatMap((group) => listAt(group, 'subnet_ids'));
}

function numberAt(found: Resource, path: string): number[] {
  const value = at(found, path);
  return typeof value === 'number' ? [value] : [];
}

/** The listeners that the ways of signing in open (Amazon MSK Developer Guide, "Port information"); ZooKeeper without KRaft. */
function kafkaPorts(found: Resource): number[] {
  const on = (path: string) => at(found, path) === true;
  const plaintext = at(found, 'encryption_info.encryption_in_transit.client_broker') ?? 'TLS';
  return [
    ...(on('client_authentication.sasl.iam') ? [9098] : []),
    ...(on('client_authentication.sasl.scram') ? [9096] : []),
    ...(listAt(found, 'client_authentication.tls').length > 0 || on('client_authentication.unauthenticated')
      ? [9094]
      : []),
    ...(plaintext === 'TLS' ? [] : [9092]),
    ...(String(at(found, 'kafka_version')).includes('kraft') ? [] : [2181]),
  ];
}

function serviceOf(found: Resource): string {
  return String(at(found, 'service_name')).split('.').slice(3).join('.');
}

function refersTo(stack: StackJson, value: unknown, wanted: Resource): boolean {
  return referred(stack, value).some((found) => addressOf(found) === addressOf(wanted));
}
