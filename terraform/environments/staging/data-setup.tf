# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_cloudwatch_log_group" "data_setup_databases_log" {
  kms_key_id        = aws_kms_key.keys_logs.arn
  name              = "/aws/lambda/urr-staging-database-setup"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "data_setup_topics_log" {
  kms_key_id        = aws_kms_key.keys_logs.arn
  name              = "/aws/lambda/urr-staging-topic-setup"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "data_setup_redis_token_log" {
  kms_key_id        = aws_kms_key.keys_logs.arn
  name              = "/aws/lambda/urr-staging-redis-rotation"
  retention_in_days = 30
}

resource "aws_security_group" "data_setup_group" {
  description = "Functions that create databases, roles and topics and renew the token of Redis"
  name        = "urr-staging-data-setup"
  tags        = { Name = "urr-staging-data-setup" }
  vpc_id      = module.vpc.vpc_id
}

resource "aws_cloudwatch_metric_alarm" "data_setup_rotation_alarm" {
  alarm_actions       = [aws_sns_topic.notifications_alarms.arn]
  alarm_description   = "HIGH: The token of Redis could not be renewed. The one in use goes on working; if this is the first run, the token of the Terraform state still opens Redis. Read the log of the function, then start the rotation again."
  alarm_name          = "urr-staging-redis-rotation-errors"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { FunctionName = "urr-staging-redis-rotation" }
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  ok_actions          = [aws_sns_topic.notifications_alarms.arn]
  period              = 300
  statistic           = "Sum"
  tags                = { severity = "HIGH" }
  threshold           = 0
  treat_missing_data  = "notBreaching"
}

resource "aws_lambda_function" "data_setup_databases_function" {
  architectures    = ["x86_64"]
  description      = "Creates the five databases, their roles and passwords"
  filename         = "${path.root}/../../bundles/dataSetup.zip"
  function_name    = "urr-staging-database-setup"
  handler          = "index.databases"
  kms_key_arn      = aws_kms_key.keys_data.arn
  memory_size      = 512
  role             = aws_iam_role.identities_database_setup_role.arn
  runtime          = "nodejs22.x"
  source_code_hash = filebase64sha256("${path.root}/../../bundles/dataSetup.zip")
  timeout          = 600

  environment {
    variables = {
      DATABASE_HOST = module.rds.server_address
      DATABASE_PORT = "5432"
      MASTER_SECRET = module.rds.server_secret_arn
      DATABASES     = "ticket_db,payment_db,stats_db,auth_db,community_db"
      DATABASE_SECRETS = jsonencode({
        urr_ticket    = aws_secretsmanager_secret.secrets_database_urr_ticket.arn
        urr_payment   = aws_secretsmanager_secret.secrets_database_urr_payment.arn
        urr_stats     = aws_secretsmanager_secret.secrets_database_urr_stats.arn
        urr_auth      = aws_secretsmanager_secret.secrets_database_urr_auth.arn
        urr_community = aws_secretsmanager_secret.secrets_database_urr_community.arn
        urr_catalog   = aws_secretsmanager_secret.secrets_database_urr_catalog.arn
      })
      INTERNAL_SECRETS = jsonencode({
        frontend  = aws_secretsmanager_secret.secrets_internal_frontend.arn
        gateway   = aws_secretsmanager_secret.secrets_internal_gateway.arn
        ticket    = aws_secretsmanager_secret.secrets_internal_ticket.arn
        payment   = aws_secretsmanager_secret.secrets_internal_payment.arn
        stats     = aws_secretsmanager_secret.secrets_internal_stats.arn
        auth      = aws_secretsmanager_secret.secrets_internal_auth.arn
        queue     = aws_secretsmanager_secret.secrets_internal_queue.arn
        community = aws_secretsmanager_secret.secrets_internal_community.arn
        catalog   = aws_secretsmanager_secret.secrets_internal_catalog.arn
      })
      TOKEN_KEY_SECRETS = jsonencode({
        access      = aws_secretsmanager_secret.secrets_token_keys_access.arn
        entry       = aws_secretsmanager_secret.secrets_token_keys_entry.arn
        entryPublic = aws_secretsmanager_secret.secrets_token_keys_entry_public.arn
        ticketCodes = aws_secretsmanager_secret.secrets_token_keys_ticket_codes.arn
        vwr         = aws_secretsmanager_secret.secrets_token_keys_vwr.arn
      })
      NODE_EXTRA_CA_CERTS = "/var/runtime/ca-cert.pem"
    }
  }

  tracing_config {
    mode = "PassThrough"
  }

  vpc_config {
    security_group_ids = [aws_security_group.data_setup_group.id]
    subnet_ids         = [module.vpc.app_subnet_a_id, module.vpc.app_subnet_c_id]
  }

  depends_on = [
    aws_cloudwatch_log_group.data_setup_databases_log,
    aws_iam_role_policy.identities_database_setup_policy,
    aws_iam_role_policy.identities_topic_setup_policy,
    aws_iam_role_policy.identities_redis_rotation_policy,
  ]
}

resource "aws_lambda_function" "data_setup_topics_function" {
  architectures    = ["x86_64"]
  description      = "Creates the Kafka topics and their dead letter topics"
  filename         = "${path.root}/../../bundles/dataSetup.zip"
  function_name    = "urr-staging-topic-setup"
  handler          = "index.topics"
  kms_key_arn      = aws_kms_key.keys_data.arn
  memory_size      = 512
  role             = aws_iam_role.identities_topic_setup_role.arn
  runtime          = "nodejs22.x"
  source_code_hash = filebase64sha256("${path.root}/../../bundles/dataSetup.zip")
  timeout          = 120

  environment {
    variables = {
      KAFKA_BROKERS        = module.msk.kafka_bootstrap_brokers_sasl_iam
      PARTITIONS           = "3"
      REPLICATION_FACTOR   = "2"
      MIN_IN_SYNC_REPLICAS = "2"
      RETENTION_HOURS      = "168"
      NODE_EXTRA_CA_CERTS  = "/var/runtime/ca-cert.pem"
    }
  }

  tracing_config {
    mode = "PassThrough"
  }

  vpc_config {
    security_group_ids = [aws_security_group.data_setup_group.id]
    subnet_ids         = [module.vpc.app_subnet_a_id, module.vpc.app_subnet_c_id]
  }

  depends_on = [
    aws_cloudwatch_log_group.data_setup_topics_log,
    aws_iam_role_policy.identities_database_setup_policy,
    aws_iam_role_policy.identities_topic_setup_policy,
    aws_iam_role_policy.identities_redis_rotation_policy,
  ]
}

resource "aws_lambda_function" "data_setup_redis_token_function" {
  architectures    = ["x86_64"]
  description      = "Renews the AUTH token of Redis"
  filename         = "${path.root}/../../bundles/dataSetup.zip"
  function_name    = "urr-staging-redis-rotation"
  handler          = "index.redisToken"
  kms_key_arn      = aws_kms_key.keys_data.arn
  memory_size      = 512
  role             = aws_iam_role.identities_redis_rotation_role.arn
  runtime          = "nodejs22.x"
  source_code_hash = filebase64sha256("${path.root}/../../bundles/dataSetup.zip")
  timeout          = 900

  environment {
    variables = {
      REPLICATION_GROUP_ID = module.elasticache.redis_replication_group_id
      REDIS_HOST           = module.elasticache.redis_primary_endpoint_address
      REDIS_PORT           = "6379"
      NODE_EXTRA_CA_CERTS  = "/var/runtime/ca-cert.pem"
    }
  }

  tracing_config {
    mode = "PassThrough"
  }

  vpc_config {
    security_group_ids = [aws_security_group.data_setup_group.id]
    subnet_ids         = [module.vpc.app_subnet_a_id, module.vpc.app_subnet_c_id]
  }

  depends_on = [
    aws_cloudwatch_log_group.data_setup_redis_token_log,
    aws_iam_role_policy.identities_database_setup_policy,
    aws_iam_role_policy.identities_topic_setup_policy,
    aws_iam_role_policy.identities_redis_rotation_policy,
  ]
}

resource "aws_lambda_invocation" "data_setup_create_databases" {
  function_name = aws_lambda_function.data_setup_databases_function.function_name
  input         = jsonencode({})
  triggers = {
    code     = "Q+BZ8AoOuSkpY6ZcLLusERh98vgrjgda6cOJO0t46gw="
    endpoint = module.rds.server_address
  }
  depends_on = [
    aws_vpc_security_group_ingress_rule.security_groups_visitors_to_alb_https_443_in_1,
    aws_vpc_security_group_ingress_rule.security_groups_visitors_to_alb_http_80_in_1,
    aws_vpc_security_group_egress_rule.security_groups_alb_https_to_nodes_0_65535_out,
    aws_vpc_security_group_ingress_rule.security_groups_alb_https_to_nodes_0_65535_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_nodes_all_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_nodes_all_in,
    aws_vpc_security_group_egress_rule.security_groups_control_plane_to_nodes_443_out,
    aws_vpc_security_group_ingress_rule.security_groups_control_plane_to_nodes_443_in,
    aws_vpc_security_group_egress_rule.security_groups_control_plane_to_nodes_9443_out,
    aws_vpc_security_group_ingress_rule.security_groups_control_plane_to_nodes_9443_in,
    aws_vpc_security_group_egress_rule.security_groups_control_plane_to_nodes_10250_out,
    aws_vpc_security_group_ingress_rule.security_groups_control_plane_to_nodes_10250_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_control_plane_443_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_control_plane_443_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_database_5432_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_database_5432_in,
    aws_vpc_security_group_egress_rule.security_groups_worker_to_database_5432_out,
    aws_vpc_security_group_ingress_rule.security_groups_worker_to_database_5432_in,
    aws_vpc_security_group_egress_rule.security_groups_data_setup_to_database_5432_out,
    aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_database_5432_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_cache_6379_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_cache_6379_in,
    aws_vpc_security_group_egress_rule.security_groups_worker_to_cache_6379_out,
    aws_vpc_security_group_ingress_rule.security_groups_worker_to_cache_6379_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_kafka_9098_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_kafka_9098_in,
    aws_vpc_security_group_egress_rule.security_groups_kafka_to_kafka_2181_out,
    aws_vpc_security_group_ingress_rule.security_groups_kafka_to_kafka_2181_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_endpoints_443_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_endpoints_443_in,
    aws_vpc_security_group_egress_rule.security_groups_worker_to_endpoints_443_out,
    aws_vpc_security_group_ingress_rule.security_groups_worker_to_endpoints_443_in,
    aws_vpc_security_group_egress_rule.security_groups_data_setup_to_cache_6379_out,
    aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_cache_6379_in,
    aws_vpc_security_group_egress_rule.security_groups_data_setup_to_kafka_9098_out,
    aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_kafka_9098_in,
    aws_vpc_security_group_egress_rule.security_groups_data_setup_to_endpoints_443_out,
    aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_endpoints_443_in,
    aws_vpc_security_group_egress_rule.security_groups_data_setup_to_internet_443_out,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_internet_443_out,
    module.vpc,
    module.vpc-endpoints,
  ]
}

resource "aws_lambda_invocation" "data_setup_create_topics" {
  function_name = aws_lambda_function.data_setup_topics_function.function_name
  input         = jsonencode({})
  triggers = {
    code    = "Q+BZ8AoOuSkpY6ZcLLusERh98vgrjgda6cOJO0t46gw="
    brokers = module.msk.kafka_bootstrap_brokers_sasl_iam
    copies  = "2"
    topics  = "payment-events,payment-events-dlq,reservation-events,reservation-events-dlq,transfer-events,transfer-events-dlq,membership-events,membership-events-dlq"
  }
  depends_on = [
    aws_vpc_security_group_ingress_rule.security_groups_visitors_to_alb_https_443_in_1,
    aws_vpc_security_group_ingress_rule.security_groups_visitors_to_alb_http_80_in_1,
    aws_vpc_security_group_egress_rule.security_groups_alb_https_to_nodes_0_65535_out,
    aws_vpc_security_group_ingress_rule.security_groups_alb_https_to_nodes_0_65535_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_nodes_all_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_nodes_all_in,
    aws_vpc_security_group_egress_rule.security_groups_control_plane_to_nodes_443_out,
    aws_vpc_security_group_ingress_rule.security_groups_control_plane_to_nodes_443_in,
    aws_vpc_security_group_egress_rule.security_groups_control_plane_to_nodes_9443_out,
    aws_vpc_security_group_ingress_rule.security_groups_control_plane_to_nodes_9443_in,
    aws_vpc_security_group_egress_rule.security_groups_control_plane_to_nodes_10250_out,
    aws_vpc_security_group_ingress_rule.security_groups_control_plane_to_nodes_10250_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_control_plane_443_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_control_plane_443_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_database_5432_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_database_5432_in,
    aws_vpc_security_group_egress_rule.security_groups_worker_to_database_5432_out,
    aws_vpc_security_group_ingress_rule.security_groups_worker_to_database_5432_in,
    aws_vpc_security_group_egress_rule.security_groups_data_setup_to_database_5432_out,
    aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_database_5432_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_cache_6379_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_cache_6379_in,
    aws_vpc_security_group_egress_rule.security_groups_worker_to_cache_6379_out,
    aws_vpc_security_group_ingress_rule.security_groups_worker_to_cache_6379_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_kafka_9098_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_kafka_9098_in,
    aws_vpc_security_group_egress_rule.security_groups_kafka_to_kafka_2181_out,
    aws_vpc_security_group_ingress_rule.security_groups_kafka_to_kafka_2181_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_endpoints_443_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_endpoints_443_in,
    aws_vpc_security_group_egress_rule.security_groups_worker_to_endpoints_443_out,
    aws_vpc_security_group_ingress_rule.security_groups_worker_to_endpoints_443_in,
    aws_vpc_security_group_egress_rule.security_groups_data_setup_to_cache_6379_out,
    aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_cache_6379_in,
    aws_vpc_security_group_egress_rule.security_groups_data_setup_to_kafka_9098_out,
    aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_kafka_9098_in,
    aws_vpc_security_group_egress_rule.security_groups_data_setup_to_endpoints_443_out,
    aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_endpoints_443_in,
    aws_vpc_security_group_egress_rule.security_groups_data_setup_to_internet_443_out,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_internet_443_out,
    module.vpc,
    module.vpc-endpoints,
  ]
}

resource "aws_lambda_permission" "data_setup_rotation_may_call" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.data_setup_redis_token_function.function_name
  principal     = "secretsmanager.amazonaws.com"
  source_arn    = aws_secretsmanager_secret.secrets_redis_token.arn
}

resource "aws_secretsmanager_secret_rotation" "data_setup_redis_rotation" {
  rotate_immediately  = true
  rotation_lambda_arn = aws_lambda_function.data_setup_redis_token_function.arn
  secret_id           = aws_secretsmanager_secret.secrets_redis_token.arn

  rotation_rules {
    automatically_after_days = 30
  }

  depends_on = [
    aws_lambda_permission.data_setup_rotation_may_call,
    aws_vpc_security_group_ingress_rule.security_groups_visitors_to_alb_https_443_in_1,
    aws_vpc_security_group_ingress_rule.security_groups_visitors_to_alb_http_80_in_1,
    aws_vpc_security_group_egress_rule.security_groups_alb_https_to_nodes_0_65535_out,
    aws_vpc_security_group_ingress_rule.security_groups_alb_https_to_nodes_0_65535_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_nodes_all_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_nodes_all_in,
    aws_vpc_security_group_egress_rule.security_groups_control_plane_to_nodes_443_out,
    aws_vpc_security_group_ingress_rule.security_groups_control_plane_to_nodes_443_in,
    aws_vpc_security_group_egress_rule.security_groups_control_plane_to_nodes_9443_out,
    aws_vpc_security_group_ingress_rule.security_groups_control_plane_to_nodes_9443_in,
    aws_vpc_security_group_egress_rule.security_groups_control_plane_to_nodes_10250_out,
    aws_vpc_security_group_ingress_rule.security_groups_control_plane_to_nodes_10250_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_control_plane_443_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_control_plane_443_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_database_5432_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_database_5432_in,
    aws_vpc_security_group_egress_rule.security_groups_worker_to_database_5432_out,
    aws_vpc_security_group_ingress_rule.security_groups_worker_to_database_5432_in,
    aws_vpc_security_group_egress_rule.security_groups_data_setup_to_database_5432_out,
    aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_database_5432_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_cache_6379_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_cache_6379_in,
    aws_vpc_security_group_egress_rule.security_groups_worker_to_cache_6379_out,
    aws_vpc_security_group_ingress_rule.security_groups_worker_to_cache_6379_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_kafka_9098_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_kafka_9098_in,
    aws_vpc_security_group_egress_rule.security_groups_kafka_to_kafka_2181_out,
    aws_vpc_security_group_ingress_rule.security_groups_kafka_to_kafka_2181_in,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_endpoints_443_out,
    aws_vpc_security_group_ingress_rule.security_groups_nodes_to_endpoints_443_in,
    aws_vpc_security_group_egress_rule.security_groups_worker_to_endpoints_443_out,
    aws_vpc_security_group_ingress_rule.security_groups_worker_to_endpoints_443_in,
    aws_vpc_security_group_egress_rule.security_groups_data_setup_to_cache_6379_out,
    aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_cache_6379_in,
    aws_vpc_security_group_egress_rule.security_groups_data_setup_to_kafka_9098_out,
    aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_kafka_9098_in,
    aws_vpc_security_group_egress_rule.security_groups_data_setup_to_endpoints_443_out,
    aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_endpoints_443_in,
    aws_vpc_security_group_egress_rule.security_groups_data_setup_to_internet_443_out,
    aws_vpc_security_group_egress_rule.security_groups_nodes_to_internet_443_out,
    module.vpc,
    module.vpc-endpoints,
  ]
}
