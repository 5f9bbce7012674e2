# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix                        = "urr-prod"
  keys_logs_arn                      = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  vpc_id                             = "vpc-0123456789abcdef0"
  notifications_alarms_arn           = "arn:aws:sns:ap-northeast-2:123456789012:alarms"
  bundle                             = "../../bundles/ticketWorker.zip"
  keys_data_arn                      = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  identities_database_setup_role_arn = "arn:aws:iam::123456789012:role/identities-database-setup-role-arn"
  rds_server_secret_arn              = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
  secret_arns = {
    "database/urr_auth"       = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "database/urr_catalog"    = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "database/urr_community"  = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "database/urr_payment"    = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "database/urr_stats"      = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "database/urr_ticket"     = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/auth"           = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/catalog"        = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/community"      = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/frontend"       = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/gateway"        = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/payment"        = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/queue"          = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/stats"          = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "internal/ticket"         = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "token-keys/access"       = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "token-keys/entry"        = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "token-keys/entry-public" = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "token-keys/ticket-codes" = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "token-keys/vwr"          = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    "token-keys/vwr-public"   = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
    redis-token               = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
  }
  vpc_app_subnet_a_id                        = "example-a"
  vpc_app_subnet_c_id                        = "example-a"
  identities_topic_setup_role_arn            = "arn:aws:iam::123456789012:role/identities-topic-setup-role-arn"
  msk_kafka_bootstrap_brokers_sasl_iam       = "example-a"
  identities_redis_rotation_role_arn         = "arn:aws:iam::123456789012:role/identities-redis-rotation-role-arn"
  elasticache_redis_replication_group_id     = "example-a"
  elasticache_redis_primary_endpoint_address = "example-a"
  database_host                              = "www.example.com"
}

run "documented_values" {
  command = plan

  assert {
    condition     = aws_lambda_function.databases_function.environment[0].variables.DATABASES == "ticket_db,payment_db,stats_db,auth_db,community_db"
    error_message = "architecture.md 5.1: five databases"
  }

  assert {
    condition     = aws_lambda_function.topics_function.environment[0].variables.PARTITIONS == "3"
    error_message = "architecture.md 5.3: three partitions"
  }

  assert {
    condition     = aws_lambda_function.topics_function.environment[0].variables.RETENTION_HOURS == "168"
    error_message = "architecture.md 5.3: kept for 7 days"
  }

  assert {
    condition     = aws_lambda_function.databases_function.environment[0].variables.DATABASE_PORT == "5432"
    error_message = "architecture.md 5.1: PostgreSQL"
  }
}
