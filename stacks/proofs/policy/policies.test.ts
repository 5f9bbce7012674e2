import { expect } from 'chai';
import type { Arguments, StackJson } from '../stack-query.ts';
import { synthesisedStacks } from '../synthesised.ts';
import { faultsOf, policies, policyWaivers } from './policies.ts';

/** A copy of the stack whose resources of one type are changed; null takes an argument away. */
function changed(stack: StackJson, type: string, change: Readonly<Record<string, unknown>>): StackJson {
  const blocks = stack.resource?.[type];
  if (blocks === undefined) throw new Error(`prod has no ${type} to break`);
  const entries = Object.entries(blocks).map(([name, block]) => {
    const all = Object.entries({ ...block, ...change }).filter(([, value]) => value !== null);
    return [name, Object.fromEntries(all) as Arguments] as const;
  });
  return { ...stack, resource: { ...stack.resource, [type]: Object.fromEntries(entries) } };
}
const withResource = (stack: StackJson, type: string, block: Arguments): StackJson => ({
  ...stack,
  resource: { ...stack.resource, [type]: { ...stack.resource?.[type], planted: block } },
});
const statement = (fields: object): string =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'x', ...fields }] });
const rolePolicy = (stack: StackJson, fields: object) =>
  withResource(stack, 'aws_iam_role_policy', { policy: statement(fields) });

/** For each rule a way to break production that it must see. */
const breaks: Readonly<Record<string, (prod: StackJson) => StackJson>> = {
  'no-open-ingress': (prod) => changed(prod, 'aws_vpc_security_group_ingress_rule', { cidr_ipv4: '0.0.0.0/0' }),
  'no-inline-rules': (prod) => changed(prod, 'aws_security_group', { ingress: [{ from_port: 0 }] }),
  'default-group-closed': (prod) => changed(prod, 'aws_default_security_group', { egress: [{ from_port: 0 }] }),
  'no-public-addresses': (prod) => changed(prod, 'aws_subnet', { map_public_ip_on_launch: true }),
  'only-the-alb-faces-the-internet': (prod) => changed(prod, 'aws_lb', { drop_invalid_header_fields: false }),
  'private-database': (prod) => changed(prod, 'aws_db_instance', { publicly_accessible: true }),
  'private-control-plane': (prod) => changed(prod, 'aws_eks_cluster', { vpc_config: { endpoint_public_access: true } }),
  'private-brokers': (prod) => changed(prod, 'aws_msk_cluster', { client_authentication: { unauthenticated: true } }),
  'private-buckets': (prod) => changed(prod, 'aws_s3_bucket_public_access_block', { block_public_policy: false }),
  'no-function-addresses': (prod) => withResource(prod, 'aws_lambda_function_url', { authorization_type: 'NONE' }),
  'api-wants-a-key': (prod) => changed(prod, 'aws_api_gateway_method', { api_key_required: false }),
  'database-encrypted': (prod) => changed(prod, 'aws_db_instance', { storage_encrypted: false }),
  'proxy-tls': (prod) => changed(prod, 'aws_db_proxy', { require_tls: false }),
  'cache-encrypted': (prod) => changed(prod, 'aws_elasticache_replication_group', { auth_token: null }),
  'brokers-encrypted': (prod) =>
    changed(prod, 'aws_msk_cluster', {
      encryption_info: { encryption_in_transit: { client_broker: 'TLS_PLAINTEXT' } },
    }),
  'queues-encrypted': (prod) => changed(prod, 'aws_sqs_queue', { sqs_managed_sse_enabled: false }),
  'topics-encrypted': (prod) => changed(prod, 'aws_sns_topic', { kms_master_key_id: null }),
  'tables-encrypted': (prod) => changed(prod, 'aws_dynamodb_table', { server_side_encryption: null }),
  'images-encrypted': (prod) => changed(prod, 'aws_ecr_repository', { image_tag_mutability: 'MUTABLE' }),
  'disks-encrypted': (prod) =>
    changed(prod, 'aws_launch_template', { block_device_mappings: [{ ebs: { encrypted: 'false' } }] }),
  'secrets-encrypted': (prod) => changed(prod, 'aws_secretsmanager_secret', { kms_key_id: null }),
  'cluster-secrets-encrypted': (prod) => changed(prod, 'aws_eks_cluster', { encryption_config: null }),
  'keys-rotate': (prod) => changed(prod, 'aws_kms_key', { enable_key_rotation: false }),
  'buckets-encrypted': (prod) =>
    changed(prod, 'aws_s3_bucket_server_side_encryption_configuration', { bucket: 'another' }),
  'buckets-tls-only': (prod) => changed(prod, 'aws_s3_bucket_policy', { policy: statement({}) }),
  'queues-tls-only': (prod) => changed(prod, 'aws_sqs_queue_policy', { policy: statement({}) }),
  'listeners-tls': (prod) =>
    changed(prod, 'aws_lb_listener', {
      ssl_policy: 'ELBSecurityPolicy-2016-08',
      default_action: [{ type: 'forward' }],
    }),
  'cdn-https': (prod) =>
    changed(prod, 'aws_cloudfront_distribution', { default_cache_behavior: { viewer_protocol_policy: 'allow-all' } }),
  'no-wildcard-actions': (prod) => rolePolicy(prod, { Action: ['s3:*'] }),
  'no-negated-grants': (prod) => rolePolicy(prod, { NotAction: 'iam:CreateUser' }),
  'no-unlimited-resources': (prod) => rolePolicy(prod, { Resource: '*' }),
  'endpoints-narrow': (prod) => changed(prod, 'aws_vpc_endpoint', { policy: null }),
  'no-trust-in-everybody': (prod) =>
    withResource(prod, 'aws_sqs_queue_policy', { policy: statement({ Principal: '*' }) }),
  'no-administrators': (prod) =>
    withResource(prod, 'aws_iam_role_policy_attachment', { policy_arn: 'arn:aws:iam::aws:policy/AmazonS3FullAccess' }),
  'no-secrets-in-state': (prod) =>
    withResource(prod, 'aws_secretsmanager_secret_version', { secret_string: 'hunter2' }),
  'services-act-for-this-account': (prod) =>
    withResource(prod, 'aws_cloudwatch_log_resource_policy', {
      policy_document: statement({ Principal: { Service: 'delivery.logs.amazonaws.com' } }),
    }),
  'one-subject-each': (prod) =>
    withResource(prod, 'aws_iam_role', {
      assume_role_policy: statement({
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: 'x' },
        Condition: {
          StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
          StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:urr/urr:*' },
        },
      }),
    }),
  'nobody-goes-around-the-cdn': (prod) =>
    changed(prod, 'aws_lb_listener_rule', { condition: [{ path_pattern: { values: ['/api/*'] } }] }),
  'no-tokens-in-samples': (prod) =>
    changed(prod, 'aws_wafv2_web_acl', { visibility_config: { sampled_requests_enabled: true } }),
  'queues-have-dead-letters': (prod) => withResource(prod, 'aws_sqs_queue', { name: 'alone' }),
  'logs-end': (prod) => changed(prod, 'aws_cloudwatch_log_group', { retention_in_days: null }),
  'functions-have-log-groups': (prod) => withResource(prod, 'aws_lambda_function', { function_name: 'unheard' }),
  'alarms-tell-people': (prod) => changed(prod, 'aws_cloudwatch_metric_alarm', { alarm_description: 'CPU' }),
  'dead-letters-ring': (prod) => changed(prod, 'aws_cloudwatch_metric_alarm', { dimensions: {} }),
  'tables-recover': (prod) => changed(prod, 'aws_dynamodb_table', { point_in_time_recovery: { enabled: false } }),
  'database-backups': (prod) => changed(prod, 'aws_db_instance', { backup_retention_period: 1 }),
  'node-metadata': (prod) => changed(prod, 'aws_launch_template', { metadata_options: { http_tokens: 'optional' } }),
  'images-scanned': (prod) => changed(prod, 'aws_ecr_repository', { image_scanning_configuration: null }),
  'groups-described': (prod) => changed(prod, 'aws_vpc_security_group_egress_rule', { description: null }),
  'everything-tagged': (prod) => ({ ...prod, provider: { aws: [{ region: 'ap-northeast-2' }] } }),
};

describe('policy over whole stacks', () => {
  const { prod, every } = synthesisedStacks();

  for (const [name, stack] of every)
    it(`holds in ${name}`, () => {
      expect(faultsOf(stack)).to.deep.equal([]);
    });

  it('is broken on purpose once for each rule', () => {
    expect(Object.keys(breaks)).to.have.members(policies.map(({ id }) => id));
  });

  for (const rule of policies)
    it(`${rule.id}: ${rule.holds}`, () => {
      const before = rule.faults(prod).length;

      const faults = rule.faults(breaks[rule.id]!(prod));

      expect(faults.length, faults.join('\n')).to.be.above(before);
    });

  it('waives nothing that is not there', () => {
    const all = [...every.values()].flatMap((stack) =>
      policies.flatMap((rule) => rule.faults(stack).map((fault) => ({ id: rule.id, fault }))),
    );
    const idle = policyWaivers.filter(
      ({ rule, where }) => !all.some(({ id, fault }) => id === rule && where.test(fault)),
    );

    expect(idle.map(({ rule }) => rule)).to.deep.equal([]);
  });
});
