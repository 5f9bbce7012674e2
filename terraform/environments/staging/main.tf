# Written by `npm run hcl` from the constructs; change those, not this file.

module "keys" {
  source      = "../../support/keys"
  name_prefix = var.name_prefix
  account_id  = var.account_id
}

module "notifications" {
  source          = "../../support/notifications"
  name_prefix     = var.name_prefix
  keys_alarms_arn = module.keys.alarms_arn
  account_id      = var.account_id
  alarm_emails    = var.alarm_emails
}

module "image_registry" {
  source        = "../../support/image-registry"
  name_prefix   = var.name_prefix
  keys_data_arn = module.keys.data_arn
}

module "secrets" {
  source               = "../../support/secrets"
  name_prefix          = var.name_prefix
  keys_data_arn        = module.keys.data_arn
  recovery_window_days = var.secrets_recovery_window_days
}

module "identities" {
  source                     = "../../support/identities"
  name_prefix                = var.name_prefix
  account_id                 = var.account_id
  repository                 = var.repository
  eks_oidc_arn               = module.eks.oidc_arn
  eks_cluster_issuer         = module.eks.cluster_issuer
  namespace                  = var.namespace
  secret_arns                = module.secrets.secret_arns
  rds_server_secret_arn      = module.rds.server_secret_arn
  keys_data_arn              = module.keys.data_arn
  msk_kafka_arn              = module.msk.kafka_arn
  elasticache_redis_arn      = module.elasticache.redis_arn
  sqs_queue_arn              = module.sqs.queue_arn
  dynamodb_vwr_counters_arn  = module.dynamodb_vwr.counters_arn
  dynamodb_vwr_positions_arn = module.dynamodb_vwr.positions_arn
  s3_frontend_bucket_arn     = module.s3.frontend_bucket_arn
  alb_gateway_group_arn      = module.alb.gateway_group_arn
  alb_frontend_group_arn     = module.alb.frontend_group_arn
  cluster_prefix             = var.cluster_prefix
  eks_cluster_name           = module.eks.cluster_name
  environment                = var.environment
  proxy                      = var.proxy
  cdn                        = var.cdn
  tracing                    = var.tracing
}

module "security_groups" {
  source                          = "../../support/security-groups"
  alb_security_group_https_id     = module.alb.security_group_https_id
  alb_security_group_http_id      = module.alb.security_group_http_id
  eks_nodes_group_id              = module.eks.nodes_group_id
  eks_control_plane_group_id      = module.eks.control_plane_group_id
  lambda_worker_security_group_id = module.lambda_worker.security_group_id
  data_setup_group_id             = module.data_setup.group_id
  rds_server_group_id             = module.rds.server_group_id
  elasticache_group_id            = module.elasticache.group_id
  msk_group_id                    = module.msk.group_id
  vpc_endpoints_security_group_id = module.vpc_endpoints.security_group_id
  proxy                           = var.proxy
  ingress_cidrs                   = var.ingress_cidrs
}

module "data_setup" {
  source                             = "../../support/data-setup"
  name_prefix                        = var.name_prefix
  keys_logs_arn                      = module.keys.logs_arn
  vpc_id                             = module.vpc.vpc_id
  notifications_alarms_arn           = module.notifications.alarms_arn
  bundle                             = "${path.root}/../../bundles/dataSetup.zip"
  keys_data_arn                      = module.keys.data_arn
  identities_database_setup_role_arn = module.identities.database_setup_role_arn
  rds_server_secret_arn              = module.rds.server_secret_arn
  secret_arns                        = module.secrets.secret_arns
  vpc_app_subnet_a_id                = module.vpc.app_subnet_a_id
  vpc_app_subnet_c_id                = module.vpc.app_subnet_c_id
  wait_for = [
    module.identities.database_setup_policy_id,
    module.identities.topic_setup_policy_id,
    module.identities.redis_rotation_policy_id,
  ]
  identities_topic_setup_role_arn            = module.identities.topic_setup_role_arn
  msk_kafka_bootstrap_brokers_sasl_iam       = module.msk.kafka_bootstrap_brokers_sasl_iam
  identities_redis_rotation_role_arn         = module.identities.redis_rotation_role_arn
  elasticache_redis_replication_group_id     = module.elasticache.redis_replication_group_id
  elasticache_redis_primary_endpoint_address = module.elasticache.redis_primary_endpoint_address
  database_host                              = module.rds.server_address
}

module "vpc" {
  source             = "../../modules/vpc"
  cidr               = var.vpc_cidr
  name_prefix        = var.name_prefix
  cluster_name       = var.cluster_prefix
  flow_logs_role_arn = module.identities.flow_logs_role_arn
  logs_key_arn       = module.keys.logs_arn
}

module "vpc_endpoints" {
  source          = "../../modules/vpc-endpoints"
  name_prefix     = var.name_prefix
  region          = "ap-northeast-2"
  account_id      = var.account_id
  vpc_id          = module.vpc.vpc_id
  subnet_ids      = module.vpc.app_subnet_ids
  route_table_ids = module.vpc.route_table_ids
}

module "eks" {
  source             = "../../modules/eks"
  instance_types     = var.eks_instance_types
  capacity_type      = var.eks_capacity_type
  desired_nodes      = var.eks_desired_nodes
  min_nodes          = var.eks_min_nodes
  max_nodes          = var.eks_max_nodes
  max_pods_per_node  = var.eks_max_pods_per_node
  kubernetes_version = "1.35"
  cluster_prefix     = var.cluster_prefix
  vpc_id             = module.vpc.vpc_id
  subnet_ids         = module.vpc.app_subnet_ids
  cluster_role_arn   = module.identities.eks_cluster_role_arn
  node_role_arn      = module.identities.eks_node_role_arn
  vpc_cni_role_arn   = "arn:aws:iam::${var.account_id}:role/${module.identities.vpc_cni_amazon_eks_cni_policy_role}"
  ebs_csi_role_arn   = "arn:aws:iam::${var.account_id}:role/${module.identities.ebs_csi_amazon_ebscsi_driver_policy_role}"
  secrets_key_arn    = module.keys.eks_arn
  logs_key_arn       = module.keys.logs_arn
  admin_role_arns    = [module.identities.ci_deploy_role_arn, var.admin_role_arns[0]]
  wait_for = [
    module.identities.eks_cluster_amazon_eks_cluster_policy_id,
    module.identities.eks_cluster_amazon_eksvpc_resource_controller_id,
    module.identities.eks_node_amazon_eks_worker_node_policy_id,
    module.identities.eks_node_amazon_eks_cni_policy_id,
    module.identities.eks_node_amazon_ec2_container_registry_read_only_id,
    module.identities.eks_node_amazon_ssm_managed_instance_core_id,
  ]
}

module "rds" {
  source              = "../../modules/rds"
  multi_az            = var.rds_multi_az
  deletion_protection = var.deletion_protection
  name_prefix         = var.name_prefix
  vpc_id              = module.vpc.vpc_id
  subnet_ids          = module.vpc.database_subnet_ids
  storage_key_arn     = module.keys.data_arn
  secrets_key_arn     = module.keys.data_arn
  logs_key_arn        = module.keys.logs_arn
  monitoring_role_arn = module.identities.rds_monitoring_role_arn
  alarm_topic_arn     = module.notifications.alarms_arn
  wait_for            = [module.identities.rds_monitoring_amazon_rds_enhanced_monitoring_role_id]
  proxy_subnet_ids    = module.vpc.app_subnet_ids
  database_secret_arns = [
    module.secrets.secret_arns["database/urr_ticket"],
    module.secrets.secret_arns["database/urr_payment"],
    module.secrets.secret_arns["database/urr_stats"],
    module.secrets.secret_arns["database/urr_auth"],
    module.secrets.secret_arns["database/urr_community"],
    module.secrets.secret_arns["database/urr_catalog"],
  ]
  storage_gb     = var.rds_storage_gb
  max_storage_gb = var.rds_max_storage_gb
  final_snapshot = var.rds_final_snapshot
  proxy          = var.proxy
}

module "elasticache" {
  source             = "../../modules/elasticache"
  automatic_failover = var.elasticache_automatic_failover
  multi_az           = var.elasticache_multi_az
  name_prefix        = var.name_prefix
  account_id         = var.account_id
  vpc_id             = module.vpc.vpc_id
  subnet_ids         = module.vpc.cache_subnet_ids
  key_arn            = module.keys.data_arn
  logs_key_arn       = module.keys.logs_arn
  alarm_topic_arn    = module.notifications.alarms_arn
  node_count         = var.elasticache_node_count
}

module "msk" {
  source             = "../../modules/msk"
  storage_gb         = var.msk_storage_gb
  replication_factor = 2
  kafka_version      = "3.8.x"
  name_prefix        = var.name_prefix
  vpc_id             = module.vpc.vpc_id
  subnet_ids         = module.vpc.streaming_subnet_ids
  key_arn            = module.keys.data_arn
  logs_key_arn       = module.keys.logs_arn
  alarm_topic_arn    = module.notifications.alarms_arn
}

module "sqs" {
  source          = "../../modules/sqs"
  name_prefix     = var.name_prefix
  alarm_topic_arn = module.notifications.alarms_arn
}

module "lambda_worker" {
  source                          = "../../modules/lambda-worker"
  concurrency                     = var.lambda_worker_concurrency
  runtime                         = "nodejs22.x"
  name_prefix                     = var.name_prefix
  vpc_id                          = module.vpc.vpc_id
  subnet_ids                      = module.vpc.streaming_subnet_ids
  role_arn                        = module.identities.ticket_worker_role_arn
  queue_arn                       = module.sqs.queue_arn
  bundle                          = "${path.root}/../../bundles/ticketWorker.zip"
  environment_database_host       = module.rds.server_address
  environment_database_secret_arn = module.secrets.secret_arns["database/urr_ticket"]
  environment_redis_host          = module.elasticache.redis_primary_endpoint_address
  environment_redis_secret_arn    = module.secrets.secret_arns["redis-token"]
  environment_max_receive_count   = "3"
  environment_node_extra_ca_certs = "/var/runtime/ca-cert.pem"
  alarm_topic_arn                 = module.notifications.alarms_arn
  environment_key_arn             = module.keys.data_arn
  logs_key_arn                    = module.keys.logs_arn
  wait_for = [
    module.identities.ticket_worker_aws_lambda_basic_execution_role_id,
    module.identities.ticket_worker_aws_lambda_vpc_access_execution_role_id,
    module.identities.ticket_worker_policy_id,
  ]
  tracing = var.tracing
}

module "dynamodb_vwr" {
  source              = "../../modules/dynamodb-vwr"
  deletion_protection = var.deletion_protection
  name_prefix         = var.name_prefix
  key_arn             = module.keys.data_arn
}

module "lambda_vwr" {
  source                                    = "../../modules/lambda-vwr"
  rate_limit                                = var.lambda_vwr_rate_limit
  burst_limit                               = var.lambda_vwr_burst_limit
  runtime                                   = "nodejs22.x"
  name_prefix                               = var.name_prefix
  api_role_arn                              = module.identities.vwr_api_role_arn
  advancer_role_arn                         = module.identities.vwr_advancer_role_arn
  scheduler_role_arn                        = module.identities.scheduler_role_arn
  api_gateway_logs_role_arn                 = module.identities.api_gateway_logs_role_arn
  counters_table_name                       = module.dynamodb_vwr.counters_name
  positions_table_name                      = module.dynamodb_vwr.positions_name
  api_bundle                                = "${path.root}/../../bundles/vwrApi.zip"
  advancer_bundle                           = "${path.root}/../../bundles/vwrAdvancer.zip"
  api_environment_vwr_token_keys_secret_arn = module.secrets.secret_arns["token-keys/vwr"]
  alarm_topic_arn                           = module.notifications.alarms_arn
  environment_key_arn                       = module.keys.data_arn
  logs_key_arn                              = module.keys.logs_arn
  wait_for = [
    module.identities.vwr_api_policy_id,
    module.identities.vwr_advancer_policy_id,
    module.identities.scheduler_policy_id,
    module.identities.api_gateway_logs_amazon_api_gateway_push_to_cloud_watch_logs_id,
  ]
  tracing = var.tracing
}

module "s3" {
  source        = "../../modules/s3"
  bucket_prefix = "${var.name_prefix}-${var.account_id}"
  account_id    = var.account_id
  region        = "ap-northeast-2"
}

module "alb" {
  source               = "../../modules/alb"
  deletion_protection  = var.deletion_protection
  name_prefix          = var.name_prefix
  vpc_id               = module.vpc.vpc_id
  subnet_ids           = module.vpc.public_subnet_ids
  certificate_arn      = aws_acm_certificate_validation.certificates_regional_valid.certificate_arn
  logs_bucket_name     = module.s3.logs_bucket
  wait_for             = [module.s3.logs_policy_id]
  origin_header_values = []
}
