import type { DocumentedTests } from './documented-test.ts';

/** What the document says of the supporting parts (architecture.md 5 to 8, 10). */
export const documentedSupport = {
  keys: {
    values: [
      ['aws_kms_key.eks.enable_key_rotation && aws_kms_key.data.enable_key_rotation', '2.1: keys are rotated'],
      ['aws_kms_alias.eks_alias.name == "alias/urr-prod-eks"', '2.1: a key for the secrets of Kubernetes'],
      ['aws_kms_key.data.deletion_window_in_days == 30', '5: what is deleted can be brought back for 30 days'],
    ],
  },
  notifications: {
    values: [
      ['aws_sns_topic.alarms.name == "urr-prod-alarms"', '10: alarms go to one topic'],
      [
        'alltrue([for mail in aws_sns_topic_subscription.email : mail.protocol == "email"])',
        '10: and from there by mail',
      ],
      ['length(aws_sns_topic_subscription.email) == 2', '10: to everybody who is named'],
    ],
  },
  'image-registry': {
    values: [
      ['length(aws_ecr_repository.repository) == 9', '8.1: a repository for each app'],
      ['aws_ecr_repository.repository["ticket"].name == "urr-prod/ticket"', '8.1: named after it'],
      [
        'alltrue([for one in aws_ecr_repository.repository : one.image_tag_mutability == "IMMUTABLE"])',
        '8.1: a tag is never moved',
      ],
      [
        'alltrue([for one in aws_ecr_repository.repository : one.image_scanning_configuration[0].scan_on_push])',
        '8.1: images are scanned',
      ],
    ],
  },
  secrets: {
    refused: { 'secrets/recovery-window': { recovery_window_days: 5 } },
    values: [
      [
        'aws_secretsmanager_secret.secret["database/urr_ticket"].name == "urr-prod/database/urr_ticket"',
        '5.1: a secret for each database role',
      ],
      [
        'alltrue([for one in aws_secretsmanager_secret.secret : one.recovery_window_in_days == 30])',
        '5: what is deleted can be brought back for 30 days',
      ],
    ],
  },
  identities: {
    given: { environment: 'prod', repository: 'example/urr', eks_cluster_issuer: 'https://oidc.eks.example.com/id/A' },
    values: [
      ['aws_iam_role.ticket_worker_role.name == "urr-prod-ticket-worker"', '7: a role for the ticket worker'],
      [
        'aws_iam_role_policy_attachment.rds_monitoring_amazon_rds_enhanced_monitoring_role.policy_arn == "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"',
        '7: Enhanced Monitoring of RDS',
      ],
      ['length(aws_iam_role.rds_proxy_role) == 1', '5.1: a role for the proxy'],
      ['length(aws_iam_role.lambda_edge_role) == 1', '7: a role for the function at the edge'],
      [
        'aws_iam_openid_connect_provider.github.url == "https://token.actions.githubusercontent.com"',
        '8.1: the pipeline holds no keys',
      ],
    ],
  },
  'security-groups': {
    given: { rds_proxy_group_id: 'sg-0123456789abcdef0' },
    values: [
      [
        'aws_vpc_security_group_ingress_rule.nodes_to_kafka_9098_in.from_port == 9098',
        '6.3: services reach Kafka on the port of IAM',
      ],
      ['aws_vpc_security_group_ingress_rule.nodes_to_cache_6379_in.from_port == 6379', '6.3: services reach Redis'],
      [
        'aws_vpc_security_group_ingress_rule.proxy_to_database_5432_in[0].to_port == 5432',
        '6.3: the proxy reaches PostgreSQL',
      ],
      [
        'length(aws_vpc_security_group_ingress_rule.nodes_to_database_5432_in) == 0',
        '6.3: and where there is a proxy, nobody else does',
      ],
    ],
  },
  'data-setup': {
    values: [
      [
        'aws_lambda_function.databases_function.environment[0].variables.DATABASES == "ticket_db,payment_db,stats_db,auth_db,community_db"',
        '5.1: five databases',
      ],
      ['aws_lambda_function.topics_function.environment[0].variables.PARTITIONS == "3"', '5.3: three partitions'],
      ['aws_lambda_function.topics_function.environment[0].variables.RETENTION_HOURS == "168"', '5.3: kept for 7 days'],
      ['aws_lambda_function.databases_function.environment[0].variables.DATABASE_PORT == "5432"', '5.1: PostgreSQL'],
    ],
  },
} as const satisfies Readonly<Record<string, DocumentedTests>>;
