import { subnetCidr } from '../../modules/vpc/cidr.ts';
import { SUBNET_PREFIX, vpcDefaults } from '../../modules/vpc/settings.ts';
import type { ServiceName } from '../../services/registry.ts';
import type { Environment } from '../environments/environment.ts';
import { allServices, appOf, usesKafka } from './app.ts';
import { policy, tcp } from './edge-policies.ts';
import { type Manifest, podsOf } from './manifest.ts';
import { namespaceNamed } from './network-policies.ts';

type Tier = 'app' | 'database' | 'cache' | 'streaming';

/**
 * Who may reach the internet on 443, and why. The first two are ruling B4. SQS has no endpoint among the documented
 * eleven (1.4), and the gateway endpoint of DynamoDB answers on public addresses: without the way out neither booking
 * actions nor admissions could leave (ruling E13).
 */
const internetCallers: Readonly<Partial<Record<ServiceName, string>>> = {
  auth: 'OAuth',
  payment: 'payment provider',
  ticket: 'SQS',
  queue: 'SQS, DynamoDB, S3',
};

/** Networks that are nobody's on the internet: our own, a peer's, and the metadata service of the node. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'];

/** The subnets of a tier: one block where they are neighbours, as the document writes it (10.0.20.0/23). */
function tierBlocks({ vpc }: Environment, tier: Tier): string[] {
  const { cidr, availabilityZones, tiers } = { ...vpcDefaults, ...vpc };
  const offset = tiers.find(({ name }) => name === tier)?.offset;
  if (offset === undefined) throw new Error(`the VPC has no subnets for "${tier}"`);
  if (availabilityZones.length === 2 && offset % 2 === 0) return [subnetCidr(cidr, SUBNET_PREFIX - 1, offset / 2)];
  return availabilityZones.map((_zone, index) => subnetCidr(cidr, SUBNET_PREFIX, offset + index));
}

/** What a service may reach outside the cluster, as rules of its policy (architecture.md 4.4; rulings B2 to B4). */
function outward(environment: Environment, service: (typeof allServices)[number]) {
  const blocks = (tier: Tier, port: number) => ({
    to: tierBlocks(environment, tier).map((cidr) => ({ ipBlock: { cidr } })),
    ports: tcp(port),
  });
  const internet = internetCallers[service.name] !== undefined;
  // A role is taken at STS; MSK wants one, SQS and DynamoDB do.
  const callsAws = usesKafka(service) || service.name === 'queue';
  return [
    // The proxy stands in the App subnets (ruling B3).
    ...(service.database === null ? [] : [blocks(environment.rds.proxy === true ? 'app' : 'database', 5432)]),
    ...(service.redis ? [blocks('cache', 6379)] : []),
    ...(usesKafka(service) ? [blocks('streaming', 9098)] : []),
    ...(callsAws ? [blocks('app', 443)] : []),
    ...(internet ? [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: PRIVATE } }], ports: tcp(443) }] : []),
  ];
}

/** Managed services, AWS and the trace collector: what an environment in AWS has besides the base. */
export const managedPolicies = (environment: Environment): Manifest[] => [
  ...allServices.flatMap((service) => {
    const egress = outward(environment, service);
    const app = appOf(service.name);
    if (egress.length === 0) return [];
    return [policy(`${app}-managed-egress`, { podSelector: podsOf(app), policyTypes: ['Egress'], egress })];
  }),
  // Ruling B7.
  policy('allow-traces', {
    podSelector: { matchLabels: { tier: 'backend' } },
    policyTypes: ['Egress'],
    egress: [{ to: [namespaceNamed('monitoring')], ports: tcp(9411) }],
  }),
];
