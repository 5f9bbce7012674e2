# Written by `npm run hcl` from the constructs; change those, not this file.

module "vpc" {
  source             = "../../modules/vpc"
  name_prefix        = "urr-prod"
  cluster_name       = "urr-spring"
  flow_logs_role_arn = aws_iam_role.identities_flow_logs_role.arn
  logs_key_arn       = aws_kms_key.keys_logs.arn
}

module "vpc-endpoints" {
  source          = "../../modules/vpc-endpoints"
  name_prefix     = "urr-prod"
  region          = "ap-northeast-2"
  account_id      = var.account_id
  vpc_id          = module.vpc.vpc_id
  subnet_ids      = module.vpc.app_subnet_ids
  route_table_ids = module.vpc.route_table_ids
}

module "eks" {
  source             = "../../modules/eks"
  kubernetes_version = "1.35"
  cluster_prefix     = "urr-spring"
  vpc_id             = module.vpc.vpc_id
  subnet_ids         = module.vpc.app_subnet_ids
  cluster_role_arn   = aws_iam_role.identities_eks_cluster_role.arn
  node_role_arn      = aws_iam_role.identities_eks_node_role.arn
  vpc_cni_role_arn   = "arn:aws:iam::${var.account_id}:role/${aws_iam_role_policy_attachment.identities_vpc_cni_amazon_eks_cni_policy.role}"
  ebs_csi_role_arn   = "arn:aws:iam::${var.account_id}:role/${aws_iam_role_policy_attachment.identities_ebs_csi_amazon_ebscsi_driver_policy.role}"
  secrets_key_arn    = aws_kms_key.keys_eks.arn
  logs_key_arn       = aws_kms_key.keys_logs.arn
  admin_role_arns    = [aws_iam_role.identities_ci_deploy_role.arn, var.admin_role_arns[0]]
  wait_for = [
    aws_iam_role_policy_attachment.identities_eks_cluster_amazon_eks_cluster_policy.id,
    aws_iam_role_policy_attachment.identities_eks_cluster_amazon_eksvpc_resource_controller.id,
    aws_iam_role_policy_attachment.identities_eks_node_amazon_eks_worker_node_policy.id,
    aws_iam_role_policy_attachment.identities_eks_node_amazon_eks_cni_policy.id,
    aws_iam_role_policy_attachment.identities_eks_node_amazon_ec2_container_registry_read_only.id,
    aws_iam_role_policy_attachment.identities_eks_node_amazon_ssm_managed_instance_core.id,
  ]
}

module "rds" {
  source              = "../../modules/rds"
  name_prefix         = "urr-prod"
  vpc_id              = module.vpc.vpc_id
  subnet_ids          = module.vpc.database_subnet_ids
  storage_key_arn     = aws_kms_key.keys_data.arn
  secrets_key_arn     = aws_kms_key.keys_data.arn
  logs_key_arn        = aws_kms_key.keys_logs.arn
  monitoring_role_arn = aws_iam_role.identities_rds_monitoring_role.arn
  alarm_topic_arn     = aws_sns_topic.notifications_alarms.arn
  wait_for = [
    aws_iam_role_policy_attachment.identities_rds_monitoring_amazon_rds_enhanced_monitoring_role.id,
  ]
  proxy_subnet_ids = module.vpc.app_subnet_ids
  proxy_role_arn   = aws_iam_role.identities_rds_proxy_role.arn
  database_secret_arns = [
    aws_secretsmanager_secret.secrets_database_urr_ticket.arn,
    aws_secretsmanager_secret.secrets_database_urr_payment.arn,
    aws_secretsmanager_secret.secrets_database_urr_stats.arn,
    aws_secretsmanager_secret.secrets_database_urr_auth.arn,
    aws_secretsmanager_secret.secrets_database_urr_community.arn,
    aws_secretsmanager_secret.secrets_database_urr_catalog.arn,
  ]
}

module "elasticache" {
  source          = "../../modules/elasticache"
  name_prefix     = "urr-prod"
  account_id      = var.account_id
  vpc_id          = module.vpc.vpc_id
  subnet_ids      = module.vpc.cache_subnet_ids
  key_arn         = aws_kms_key.keys_data.arn
  logs_key_arn    = aws_kms_key.keys_logs.arn
  alarm_topic_arn = aws_sns_topic.notifications_alarms.arn
}

module "msk" {
  source             = "../../modules/msk"
  replication_factor = 2
  kafka_version      = "3.8.x"
  name_prefix        = "urr-prod"
  vpc_id             = module.vpc.vpc_id
  subnet_ids         = module.vpc.streaming_subnet_ids
  key_arn            = aws_kms_key.keys_data.arn
  logs_key_arn       = aws_kms_key.keys_logs.arn
  alarm_topic_arn    = aws_sns_topic.notifications_alarms.arn
}

module "sqs" {
  source          = "../../modules/sqs"
  name_prefix     = "urr-prod"
  alarm_topic_arn = aws_sns_topic.notifications_alarms.arn
}

module "lambda-worker" {
  source                          = "../../modules/lambda-worker"
  runtime                         = "nodejs22.x"
  name_prefix                     = "urr-prod"
  vpc_id                          = module.vpc.vpc_id
  subnet_ids                      = module.vpc.streaming_subnet_ids
  role_arn                        = aws_iam_role.identities_ticket_worker_role.arn
  queue_arn                       = module.sqs.queue_arn
  bundle                          = "${path.root}/../../bundles/ticketWorker.zip"
  environment_database_host       = module.rds.proxy_endpoint
  environment_database_secret_arn = aws_secretsmanager_secret.secrets_database_urr_ticket.arn
  environment_redis_host          = module.elasticache.redis_primary_endpoint_address
  environment_redis_secret_arn    = aws_secretsmanager_secret.secrets_redis_token.arn
  alarm_topic_arn                 = aws_sns_topic.notifications_alarms.arn
  environment_key_arn             = aws_kms_key.keys_data.arn
  logs_key_arn                    = aws_kms_key.keys_logs.arn
  wait_for = [
    aws_iam_role_policy_attachment.identities_ticket_worker_aws_lambda_basic_execution_role.id,
    aws_iam_role_policy_attachment.identities_ticket_worker_aws_lambda_vpc_access_execution_role.id,
    aws_iam_role_policy.identities_ticket_worker_policy.id,
  ]
}

module "dynamodb-vwr" {
  source      = "../../modules/dynamodb-vwr"
  name_prefix = "urr-prod"
  key_arn     = aws_kms_key.keys_data.arn
}

module "lambda-vwr" {
  source                                    = "../../modules/lambda-vwr"
  runtime                                   = "nodejs22.x"
  name_prefix                               = "urr-prod"
  api_role_arn                              = aws_iam_role.identities_vwr_api_role.arn
  advancer_role_arn                         = aws_iam_role.identities_vwr_advancer_role.arn
  scheduler_role_arn                        = aws_iam_role.identities_scheduler_role.arn
  api_gateway_logs_role_arn                 = aws_iam_role.identities_api_gateway_logs_role.arn
  counters_table_name                       = module.dynamodb-vwr.counters_name
  positions_table_name                      = module.dynamodb-vwr.positions_name
  api_bundle                                = "${path.root}/../../bundles/vwrApi.zip"
  advancer_bundle                           = "${path.root}/../../bundles/vwrAdvancer.zip"
  api_environment_vwr_token_keys_secret_arn = aws_secretsmanager_secret.secrets_token_keys_vwr.arn
  alarm_topic_arn                           = aws_sns_topic.notifications_alarms.arn
  environment_key_arn                       = aws_kms_key.keys_data.arn
  logs_key_arn                              = aws_kms_key.keys_logs.arn
  wait_for = [
    aws_iam_role_policy.identities_vwr_api_policy.id,
    aws_iam_role_policy.identities_vwr_advancer_policy.id,
    aws_iam_role_policy.identities_scheduler_policy.id,
    aws_iam_role_policy_attachment.identities_api_gateway_logs_amazon_api_gateway_push_to_cloud_watch_logs.id,
  ]
  advancer_environment_origin_health_url = "https://${var.domain}/health"
}

module "s3" {
  source           = "../../modules/s3"
  bucket_prefix    = "urr-prod-${var.account_id}"
  account_id       = var.account_id
  region           = "ap-northeast-2"
  distribution_arn = module.cloudfront.distribution_arn
}

module "alb" {
  source           = "../../modules/alb"
  name_prefix      = "urr-prod"
  vpc_id           = module.vpc.vpc_id
  subnet_ids       = module.vpc.public_subnet_ids
  certificate_arn  = aws_acm_certificate_validation.certificates_regional_valid.certificate_arn
  logs_bucket_name = module.s3.logs_bucket
  wait_for         = [module.s3.logs_policy_id]
  origin_header_values = [
    sensitive(terraform_data.origin_header_blue.output),
    sensitive(terraform_data.origin_header_green.output),
  ]
}

module "cloudfront" {
  source = "../../modules/cloudfront"
  providers = {
    aws           = aws
    aws.us-east-1 = aws.us-east-1
  }
  runtime                = "nodejs22.x"
  name_prefix            = "urr-prod"
  alb_domain             = module.alb.alb_dns_name
  origin_header_value    = sensitive(terraform_data.origin_header_blue.output)
  frontend_bucket_domain = module.s3.frontend_bucket_bucket_regional_domain_name
  api_domain             = "${module.lambda-vwr.api_rest_api_id}.execute-api.ap-northeast-2.amazonaws.com"
  api_stage_path         = "/${module.lambda-vwr.api_stage_stage_name}"
  api_key_value          = module.lambda-vwr.api_blue_key_value
  certificate_arn        = aws_acm_certificate_validation.certificates_edge_valid.certificate_arn
  aliases                = [var.domain]
  web_acl_arn            = aws_wafv2_web_acl.firewall_web_acl.arn
  logs_bucket_arn        = module.s3.logs_bucket_arn
  edge_role_arn          = aws_iam_role.identities_lambda_edge_role.arn
  viewer_request_bundle  = "${path.root}/../../bundles/viewerRequest.zip"
  logs_key_arn           = aws_kms_key.keys_logs.arn
  wait_for = [
    aws_iam_role_policy_attachment.identities_lambda_edge_aws_lambda_basic_execution_role.id,
    module.s3.logs_policy_id,
  ]
}
