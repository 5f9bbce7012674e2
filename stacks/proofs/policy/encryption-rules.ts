import { at, listAt, referred, resourcesOf, type StackJson } from '../stack-query.ts';
import { everyResource, isTrue, type PolicyRule } from './policy-rule.ts';
import { statementsOf } from './statements.ts';

const needs =
  (...paths: readonly string[]) =>
  (resource: Parameters<typeof at>[0]): string | undefined => {
    const missing = paths.filter(
      (path) => at(resource, path) === undefined || at(resource, path) === false || at(resource, path) === 'false',
    );
    return missing.length === 0 ? undefined : `lacks ${missing.join(', ')}`;
  };

/** Buckets or queues whose policy does not refuse what comes without TLS. */
function withoutTlsPolicy(stack: StackJson, type: string, policyType: string, argument: string): string[] {
  const refusing = new Set(
    statementsOf(stack)
      .filter(({ allows, hasCondition, type: kind }) => kind === policyType && !allows && hasCondition)
      .map(({ where }) => where),
  );
  const covered = resourcesOf(stack, policyType)
    .filter(
      (policy) =>
        refusing.has(`${policy.type}.${policy.name}`) && String(at(policy, 'policy')).includes('aws:SecureTransport'),
    )
    .flatMap((policy) => referred(stack, at(policy, argument)))
    .map(({ name }) => name);
  return resourcesOf(stack, type).flatMap(({ name }) =>
    covered.includes(name) ? [] : [`${type}.${name}: takes requests without TLS`],
  );
}

/** Encryption everywhere, at rest and on the way. */
export const encryptionRules: readonly PolicyRule[] = [
  everyResource(
    'database-encrypted',
    'databases and their insights are encrypted with a key of ours',
    ['aws_db_instance'],
    needs('storage_encrypted', 'kms_key_id', 'performance_insights_kms_key_id'),
  ),
  everyResource('proxy-tls', 'the proxy demands TLS', ['aws_db_proxy'], needs('require_tls')),
  everyResource(
    'cache-encrypted',
    'Redis is encrypted at rest and on the way, with a password',
    ['aws_elasticache_replication_group'],
    needs('at_rest_encryption_enabled', 'transit_encryption_enabled', 'auth_token', 'kms_key_id'),
  ),
  everyResource(
    'brokers-encrypted',
    'brokers are encrypted at rest and speak TLS only',
    ['aws_msk_cluster'],
    (cluster) =>
      at(cluster, 'encryption_info.encryption_in_transit.client_broker') === 'TLS' &&
      at(cluster, 'encryption_info.encryption_in_transit.in_cluster') !== false &&
      at(cluster, 'encryption_info.encryption_at_rest_kms_key_arn') !== undefined
        ? undefined
        : 'is not encrypted everywhere',
  ),
  everyResource('queues-encrypted', 'queues are encrypted', ['aws_sqs_queue'], (queue) =>
    isTrue(at(queue, 'sqs_managed_sse_enabled')) || at(queue, 'kms_master_key_id') !== undefined
      ? undefined
      : 'is not encrypted',
  ),
  everyResource(
    'topics-encrypted',
    'topics of notifications are encrypted',
    ['aws_sns_topic'],
    needs('kms_master_key_id'),
  ),
  everyResource(
    'tables-encrypted',
    'tables are encrypted with a key of ours',
    ['aws_dynamodb_table'],
    needs('server_side_encryption.enabled', 'server_side_encryption.kms_key_arn'),
  ),
  everyResource(
    'images-encrypted',
    'images are encrypted and cannot be replaced',
    ['aws_ecr_repository'],
    (repository) =>
      at(repository, 'encryption_configuration.encryption_type') === 'KMS' &&
      at(repository, 'image_tag_mutability') === 'IMMUTABLE'
        ? undefined
        : 'is not encrypted or its tags can move',
  ),
  everyResource(
    'disks-encrypted',
    'disks of nodes are encrypted',
    ['aws_launch_template'],
    needs('block_device_mappings.ebs.encrypted'),
  ),
  everyResource(
    'secrets-encrypted',
    'secrets are encrypted with a key of ours',
    ['aws_secretsmanager_secret'],
    needs('kms_key_id'),
  ),
  everyResource(
    'cluster-secrets-encrypted',
    'secrets of the cluster are encrypted (architecture.md 2.1)',
    ['aws_eks_cluster'],
    needs('encryption_config.provider.key_arn'),
  ),
  everyResource('keys-rotate', 'keys rotate every year', ['aws_kms_key'], needs('enable_key_rotation')),
  {
    id: 'buckets-encrypted',
    holds: 'every bucket has encryption by default',
    faults: (stack) => {
      const covered = resourcesOf(stack, 'aws_s3_bucket_server_side_encryption_configuration')
        .flatMap((each) => referred(stack, at(each, 'bucket')))
        .map(({ name }) => name);
      return resourcesOf(stack, 'aws_s3_bucket').flatMap(({ name }) =>
        covered.includes(name) ? [] : [`${name}: has no encryption by default`],
      );
    },
  },
  {
    id: 'buckets-tls-only',
    holds: 'buckets refuse requests without TLS',
    faults: (stack) => withoutTlsPolicy(stack, 'aws_s3_bucket', 'aws_s3_bucket_policy', 'bucket'),
  },
  {
    id: 'queues-tls-only',
    holds: 'queues refuse requests without TLS',
    faults: (stack) => withoutTlsPolicy(stack, 'aws_sqs_queue', 'aws_sqs_queue_policy', 'queue_url'),
  },
  everyResource(
    'listeners-tls',
    'a listener speaks TLS 1.2 or 1.3, or redirects to it',
    ['aws_lb_listener'],
    (listener) =>
      String(at(listener, 'ssl_policy')).startsWith('ELBSecurityPolicy-TLS13-1-2') ||
      at(listener, 'default_action.redirect.protocol') === 'HTTPS'
        ? undefined
        : 'answers without TLS',
  ),
  everyResource('cdn-https', 'visitors of the CDN are sent to HTTPS', ['aws_cloudfront_distribution'], (cdn) =>
    [at(cdn, 'default_cache_behavior'), ...listAt(cdn, 'ordered_cache_behavior')].every((behaviour) =>
      /"viewer_protocol_policy":"(redirect-to-https|https-only)"/.test(JSON.stringify(behaviour)),
    )
      ? undefined
      : 'answers without TLS',
  ),
];
