import { documentedEdge } from './documented-edge-tests.ts';
import type { DocumentedTests } from './documented-test.ts';
import type { ModuleName } from './module-spec.ts';

/** architecture.md 1, 2, 5 and 10 as Terraform conditions. */
export const documentedTests: Readonly<Record<ModuleName, DocumentedTests>> = {
  vpc: {
    values: [
      ['aws_vpc.vpc.cidr_block == "10.0.0.0/16"', '1.1: VPC CIDR 10.0.0.0/16'],
      ['aws_subnet.public_subnet_a.cidr_block == "10.0.0.0/24"', '1.2: public subnet of zone a'],
      ['aws_subnet.public_subnet_c.cidr_block == "10.0.1.0/24"', '1.2: public subnet of zone c'],
      ['aws_subnet.app_subnet_a.cidr_block == "10.0.10.0/24"', '1.2: app subnet of zone a'],
      ['aws_subnet.app_subnet_c.cidr_block == "10.0.11.0/24"', '1.2: app subnet of zone c'],
      ['aws_subnet.database_subnet_a.cidr_block == "10.0.20.0/24"', '1.2: database subnet of zone a'],
      ['aws_subnet.cache_subnet_c.cidr_block == "10.0.31.0/24"', '1.2: cache subnet of zone c'],
      ['aws_subnet.streaming_subnet_a.cidr_block == "10.0.40.0/24"', '1.2: streaming subnet of zone a'],
      ['aws_subnet.app_subnet_c.availability_zone == "ap-northeast-2c"', '1.1: the zones are a and c'],
      ['aws_route.public_internet_a.destination_cidr_block == "0.0.0.0/0"', '1.3: public subnets reach the internet'],
      ['aws_eip.nat_address_a.domain == "vpc" && aws_eip.nat_address_c.domain == "vpc"', '1.1: a NAT gateway per zone'],
    ],
    refused: {
      'vpc/private-block': { cidr: '8.8.0.0/16' },
      'vpc/flow-log-retention': { flow_log_retention_days: 2 },
    },
  },
  'vpc-endpoints': {
    values: [
      ['aws_vpc_endpoint.s3.vpc_endpoint_type == "Gateway"', '1.4: S3 has a gateway endpoint'],
      ['aws_vpc_endpoint.dynamodb.vpc_endpoint_type == "Gateway"', '1.4: DynamoDB has a gateway endpoint'],
      ['aws_vpc_endpoint.sts.vpc_endpoint_type == "Interface"', '1.4: STS has an interface endpoint'],
      ...['ecr.api', 'ecr.dkr', 'ec2', 'eks', 'logs', 'secretsmanager', 'elasticloadbalancing', 'autoscaling'].map(
        (name) =>
          [
            `aws_vpc_endpoint.interface["${name}"].vpc_endpoint_type == "Interface"`,
            `1.4: ${name} has an interface endpoint`,
          ] as const,
      ),
    ],
  },
  eks: {
    refused: {
      'eks/image-fits-the-processor': { instance_types: ['t4g.medium'] },
      'eks/nodes-take-prefixes': { instance_types: ['m4.large'] },
      'eks/node-counts-in-order': { min_nodes: 4 },
      'eks/update-leaves-a-node': { max_unavailable_nodes: 5 },
      'eks/somebody-may-enter': { admin_role_arns: [] },
    },
    values: [
      ['aws_eks_cluster.cluster.name == "urr-spring"', '11: the name of the cluster'],
      ['aws_eks_cluster.cluster.vpc_config[0].endpoint_private_access', '2.1: the endpoint is private'],
      ['!aws_eks_cluster.cluster.vpc_config[0].endpoint_public_access', '2.1: the endpoint is not public'],
      [
        'toset(aws_eks_cluster.cluster.enabled_cluster_log_types) == toset(["api", "audit", "authenticator", "controllerManager", "scheduler"])',
        '2.1: five kinds of control-plane logs',
      ],
      ['aws_cloudwatch_log_group.logs.retention_in_days == 7', '2.1: logs are kept for 7 days'],
      ['aws_eks_node_group.nodes_group.node_group_name == "urr-spring-ng-initial"', '2.2: the name of the node group'],
      ['tolist(aws_eks_node_group.nodes_group.instance_types) == tolist(["t3.medium"])', '2.2: t3.medium'],
      ['aws_eks_node_group.nodes_group.scaling_config[0].desired_size == 3', '2.2: three nodes wanted'],
      ['aws_eks_node_group.nodes_group.scaling_config[0].min_size == 2', '2.2: two nodes at least'],
      ['aws_eks_node_group.nodes_group.scaling_config[0].max_size == 5', '2.2: five nodes at most'],
      ['aws_eks_node_group.nodes_group.capacity_type == "ON_DEMAND"', '2.2: ON_DEMAND'],
      ['aws_eks_node_group.nodes_group.labels["role"] == "initial"', '2.2: label role=initial'],
      ['aws_launch_template.nodes_template.block_device_mappings[0].ebs[0].volume_size == 20', '2.2: disks of 20 GB'],
      ['aws_eks_addon.network_vpc_cni.addon_name == "vpc-cni"', '2.3: vpc-cni'],
      ['aws_eks_addon.workload_aws_ebs_csi_driver.addon_name == "aws-ebs-csi-driver"', '2.3: aws-ebs-csi-driver'],
    ],
  },
  rds: {
    given: { proxy_role_arn: 'arn:aws:iam::123456789012:role/urr-prod-rds-proxy' },
    refused: {
      'rds/proxy-pool-in-range': { proxy_max_idle_percent: 101 },
      'rds/proxy-has-secrets': { proxy_role_arn: null },
      'rds/storage-in-range': { storage_gb: 19 },
      'rds/storage-can-grow': { max_storage_gb: 50 },
    },
    values: [
      ['aws_db_instance.server.engine == "postgres"', '5.1: PostgreSQL'],
      ['aws_db_instance.server.instance_class == "db.t4g.micro"', '5.1: db.t4g.micro'],
      ['aws_db_instance.server.allocated_storage == 50', '5.1: 50 GB'],
      ['aws_db_instance.server.max_allocated_storage == 100', '5.1: grows to 100 GB'],
      ['aws_db_instance.server.storage_type == "gp3"', '5.1: gp3'],
      ['aws_db_instance.server.multi_az', '5.1: Multi-AZ'],
      ['aws_db_instance.server.deletion_protection', '5.1: deletion protection'],
      ['aws_db_instance.server.backup_retention_period == 7', '5.1: backups are kept for 7 days'],
      ['aws_db_instance.server.performance_insights_retention_period == 7', '5.1: Performance Insights, 7 days'],
      ['aws_db_instance.server.monitoring_interval == 60', '5.1: Enhanced Monitoring every 60 seconds'],
      [
        'toset(aws_db_instance.server.enabled_cloudwatch_logs_exports) == toset(["postgresql", "upgrade"])',
        '5.1: both logs are exported',
      ],
      [
        'anytrue([for p in aws_db_parameter_group.parameters.parameter : p.name == "log_min_duration_statement" && p.value == "1000"])',
        '5.1: queries of a second and more are logged',
      ],
      ['aws_db_proxy.proxy[0].require_tls', '5.1: the proxy demands TLS'],
      [
        'aws_db_proxy_default_target_group.proxy_target_group[0].connection_pool_config[0].max_connections_percent == 100',
        '5.1: the pool may take all connections',
      ],
      [
        'aws_db_proxy_default_target_group.proxy_target_group[0].connection_pool_config[0].max_idle_connections_percent == 50',
        '5.1: half of them idle',
      ],
    ],
  },
  elasticache: {
    refused: {
      'elasticache/zones-need-failover': { automatic_failover: false },
      'elasticache/failover-needs-two-nodes': { node_count: 1 },
      'elasticache/nodes-in-range': { node_count: 7 },
    },
    values: [
      ['aws_elasticache_replication_group.redis.engine == "redis"', '5.2: Redis'],
      ['aws_elasticache_replication_group.redis.engine_version == "7.1"', '5.2: version 7.1'],
      ['aws_elasticache_replication_group.redis.node_type == "cache.t4g.micro"', '5.2: cache.t4g.micro'],
      ['aws_elasticache_replication_group.redis.num_cache_clusters == 2', '5.2: a primary and a replica'],
      ['aws_elasticache_replication_group.redis.automatic_failover_enabled', '5.2: automatic failover'],
      ['aws_elasticache_replication_group.redis.multi_az_enabled', '5.2: Multi-AZ'],
      ['aws_elasticache_replication_group.redis.at_rest_encryption_enabled == "true"', '5.2: encrypted at rest'],
      ['aws_elasticache_replication_group.redis.transit_encryption_enabled', '5.2: encrypted in transit'],
      [
        'toset([for log in aws_elasticache_replication_group.redis.log_delivery_configuration : log.log_type]) == toset(["slow-log", "engine-log"])',
        '5.2: slow log and engine log',
      ],
    ],
  },
  msk: {
    refused: {
      'msk/topics-in-range': { partitions: 0 },
      'msk/answered-when-safe': { min_in_sync_replicas: 1 },
    },
    values: [
      ['aws_msk_cluster.kafka.number_of_broker_nodes == 2', '5.3: two brokers'],
      ['aws_msk_cluster.kafka.broker_node_group_info[0].instance_type == "kafka.t3.small"', '5.3: kafka.t3.small'],
      [
        'aws_msk_cluster.kafka.broker_node_group_info[0].storage_info[0].ebs_storage_info[0].volume_size == 50',
        '5.3: 50 GB for each broker',
      ],
      ['aws_msk_cluster.kafka.client_authentication[0].sasl[0].iam', '5.3: IAM'],
      [
        'aws_msk_cluster.kafka.encryption_info[0].encryption_in_transit[0].client_broker == "TLS"',
        '5.3: TLS, no plaintext',
      ],
      ['aws_msk_cluster.kafka.enhanced_monitoring == "PER_TOPIC_PER_BROKER"', '5.3: PER_TOPIC_PER_BROKER'],
      [
        'strcontains(aws_msk_configuration.configuration.server_properties, "num.partitions=3\\n")',
        '5.3: three partitions',
      ],
      [
        'strcontains(aws_msk_configuration.configuration.server_properties, "default.replication.factor=2\\n")',
        '5.3: two copies',
      ],
      [
        'strcontains(aws_msk_configuration.configuration.server_properties, "log.retention.hours=168\\n")',
        '5.3: kept for 7 days',
      ],
    ],
  },
  ...documentedEdge,
};
