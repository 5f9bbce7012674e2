# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix        = "urr-prod"
  account_id         = "123456789012"
  repository         = "example/urr"
  eks_oidc_arn       = "example-a"
  eks_cluster_issuer = "https://oidc.eks.example.com/id/A"
  namespace          = "urr-spring"
  secret_arns = {
    "database/urr_ticket"     = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "database/urr_payment"    = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "database/urr_stats"      = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "database/urr_auth"       = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "database/urr_community"  = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "database/urr_catalog"    = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/frontend"       = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/gateway"        = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/ticket"         = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/payment"        = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/stats"          = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/auth"           = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/queue"          = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/community"      = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/catalog"        = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "token-keys/access"       = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "token-keys/entry"        = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "token-keys/entry-public" = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "token-keys/ticket-codes" = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "token-keys/vwr"          = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "token-keys/vwr-public"   = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    redis-token               = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    payment-provider          = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    oauth                     = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    first-administrator       = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
  }
  rds_server_secret_arn      = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
  keys_data_arn              = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  msk_kafka_arn              = "example-a"
  elasticache_redis_arn      = "example-a"
  sqs_queue_arn              = "arn:aws:sqs:ap-northeast-2:123456789012:example"
  dynamodb_vwr_counters_arn  = "example-a"
  dynamodb_vwr_positions_arn = "example-a"
  s3_frontend_bucket_arn     = "arn:aws:s3:::example-logs"
  alb_gateway_group_arn      = "example-a"
  alb_frontend_group_arn     = "example-a"
  cluster_prefix             = "urr-spring"
  eks_cluster_name           = "example-a"
  environment                = "prod"
  proxy                      = true
  cdn                        = true
  tracing                    = true
}

run "documented_values" {
  command = plan

  assert {
    condition     = aws_iam_role.ticket_worker_role.name == "urr-prod-ticket-worker"
    error_message = "architecture.md 7: a role for the ticket worker"
  }

  assert {
    condition     = aws_iam_role_policy_attachment.rds_monitoring_amazon_rds_enhanced_monitoring_role.policy_arn == "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
    error_message = "architecture.md 7: Enhanced Monitoring of RDS"
  }

  assert {
    condition     = length(aws_iam_role.rds_proxy_role) == 1
    error_message = "architecture.md 5.1: a role for the proxy"
  }

  assert {
    condition     = length(aws_iam_role.lambda_edge_role) == 1
    error_message = "architecture.md 7: a role for the function at the edge"
  }

  assert {
    condition     = aws_iam_openid_connect_provider.github.url == "https://token.actions.githubusercontent.com"
    error_message = "architecture.md 8.1: the pipeline holds no keys"
  }
}
