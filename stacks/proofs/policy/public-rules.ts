import { at, listAt, referred, resourcesOf } from '../stack-query.ts';
import { everyResource, isTrue, type PolicyRule } from './policy-rule.ts';

const EVERYBODY = ['0.0.0.0/0', '::/0'];

/** Nothing is public but the load balancer and the CDN. */
export const publicRules: readonly PolicyRule[] = [
  everyResource(
    'no-open-ingress',
    'no security group admits everybody: not even the load balancer, which admits CloudFront or a list of networks',
    ['aws_vpc_security_group_ingress_rule'],
    (rule) =>
      EVERYBODY.includes(String(at(rule, 'cidr_ipv4') ?? at(rule, 'cidr_ipv6'))) ? 'admits everybody' : undefined,
  ),
  everyResource(
    'no-inline-rules',
    'rules of security groups are resources of their own, so that one proof sees them all',
    ['aws_security_group'],
    (group) =>
      at(group, 'ingress') === undefined && at(group, 'egress') === undefined ? undefined : 'has rules inside',
  ),
  {
    id: 'default-group-closed',
    holds: 'the default security group of the VPC lets nothing through',
    faults: (stack) =>
      resourcesOf(stack, 'aws_vpc').length === resourcesOf(stack, 'aws_default_security_group').length
        ? resourcesOf(stack, 'aws_default_security_group').flatMap((group) =>
            [...listAt(group, 'ingress'), ...listAt(group, 'egress')].length === 0 ? [] : [`${group.name}: has rules`],
          )
        : ['a VPC has its default security group as AWS makes it'],
  },
  everyResource('no-public-addresses', 'no subnet gives public addresses', ['aws_subnet'], (subnet) =>
    isTrue(at(subnet, 'map_public_ip_on_launch')) ? 'gives public addresses' : undefined,
  ),
  everyResource(
    'only-the-alb-faces-the-internet',
    'a load balancer that faces the internet lies in public subnets and drops invalid headers',
    ['aws_lb'],
    (lb) => (isTrue(at(lb, 'drop_invalid_header_fields')) ? undefined : 'passes invalid headers on'),
  ),
  everyResource('private-database', 'no database is publicly accessible', ['aws_db_instance'], (server) =>
    at(server, 'publicly_accessible') === false ? undefined : 'does not say publicly_accessible = false',
  ),
  everyResource(
    'private-control-plane',
    'the API of the cluster has no public address (architecture.md 2.1)',
    ['aws_eks_cluster'],
    (cluster) => (at(cluster, 'vpc_config.endpoint_public_access') === false ? undefined : 'has a public endpoint'),
  ),
  everyResource('private-brokers', 'brokers admit no unauthenticated client', ['aws_msk_cluster'], (cluster) =>
    at(cluster, 'client_authentication.unauthenticated') === false ? undefined : 'admits clients without a name',
  ),
  {
    id: 'private-buckets',
    holds: 'every bucket has all four public blocks',
    faults: (stack) => {
      const blocks = resourcesOf(stack, 'aws_s3_bucket_public_access_block').filter((block) =>
        ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].every((name) =>
          isTrue(at(block, name)),
        ),
      );
      const covered = blocks.flatMap((block) => referred(stack, at(block, 'bucket'))).map(({ name }) => name);
      return resourcesOf(stack, 'aws_s3_bucket').flatMap(({ name }) =>
        covered.includes(name) ? [] : [`${name}: may become public`],
      );
    },
  },
  everyResource(
    'no-function-addresses',
    'no function has an address of its own',
    ['aws_lambda_function_url'],
    () => 'is an address of its own',
  ),
  everyResource(
    'api-wants-a-key',
    'every method of the API wants the key that CloudFront sends (ruling B16)',
    ['aws_api_gateway_method'],
    (method) => (isTrue(at(method, 'api_key_required')) ? undefined : 'answers without a key'),
  ),
];
