# Written by `npm run hcl` from the constructs; change those, not this file.
#
# What turns empty servers into the documented data layer, from inside the VPC: five databases with a role for each
# service, four topics with their dead letters, random secrets, and a token of Redis that nobody has seen
# (architecture.md 5.1 to 5.3; rulings B19, B21, E14; domain.md 10.5, 5). All of it can run again and changes nothing
# then.

resource "aws_cloudwatch_log_group" "databases_log" {
  kms_key_id        = var.keys_logs_arn
  name              = "/aws/lambda/${var.name_prefix}-database-setup"
  retention_in_days = 30
}

resource "aws_lambda_function" "databases_function" {
  architectures    = ["x86_64"]
  description      = "Creates the five databases, their roles and passwords"
  filename         = var.bundle
  function_name    = "${var.name_prefix}-database-setup"
  handler          = "index.databases"
  kms_key_arn      = var.keys_data_arn
  memory_size      = 512
  role             = var.identities_database_setup_role_arn
  runtime          = "nodejs22.x"
  source_code_hash = filebase64sha256(var.bundle)
  timeout          = 600

  environment {
    variables = {
      DATABASE_HOST = var.database_host
      DATABASE_PORT = "5432"
      MASTER_SECRET = var.rds_server_secret_arn
      DATABASES     = "ticket_db,payment_db,stats_db,auth_db,community_db"
      DATABASE_SECRETS = jsonencode({
        urr_auth      = var.secret_arns["database/urr_auth"]
        urr_catalog   = var.secret_arns["database/urr_catalog"]
        urr_community = var.secret_arns["database/urr_community"]
        urr_payment   = var.secret_arns["database/urr_payment"]
        urr_stats     = var.secret_arns["database/urr_stats"]
        urr_ticket    = var.secret_arns["database/urr_ticket"]
      })
      INTERNAL_SECRETS = jsonencode({
        auth      = var.secret_arns["internal/auth"]
        catalog   = var.secret_arns["internal/catalog"]
        community = var.secret_arns["internal/community"]
        frontend  = var.secret_arns["internal/frontend"]
        gateway   = var.secret_arns["internal/gateway"]
        payment   = var.secret_arns["internal/payment"]
        queue     = var.secret_arns["internal/queue"]
        stats     = var.secret_arns["internal/stats"]
        ticket    = var.secret_arns["internal/ticket"]
      })
      TOKEN_KEY_SECRETS = jsonencode({
        access      = var.secret_arns["token-keys/access"]
        entry       = var.secret_arns["token-keys/entry"]
        entryPublic = var.secret_arns["token-keys/entry-public"]
        ticketCodes = var.secret_arns["token-keys/ticket-codes"]
        vwr         = var.secret_arns["token-keys/vwr"]
        vwrPublic   = var.secret_arns["token-keys/vwr-public"]
      })
      NODE_EXTRA_CA_CERTS = "/var/runtime/ca-cert.pem"
    }
  }

  tracing_config {
    mode = "PassThrough"
  }

  vpc_config {
    security_group_ids = [aws_security_group.group.id]
    subnet_ids         = [var.vpc_app_subnet_a_id, var.vpc_app_subnet_c_id]
  }

  depends_on = [aws_cloudwatch_log_group.databases_log, var.wait_for]
}

resource "aws_cloudwatch_log_group" "topics_log" {
  kms_key_id        = var.keys_logs_arn
  name              = "/aws/lambda/${var.name_prefix}-topic-setup"
  retention_in_days = 30
}

resource "aws_lambda_function" "topics_function" {
  architectures    = ["x86_64"]
  description      = "Creates the Kafka topics and their dead letter topics"
  filename         = var.bundle
  function_name    = "${var.name_prefix}-topic-setup"
  handler          = "index.topics"
  kms_key_arn      = var.keys_data_arn
  memory_size      = 512
  role             = var.identities_topic_setup_role_arn
  runtime          = "nodejs22.x"
  source_code_hash = filebase64sha256(var.bundle)
  timeout          = 120

  environment {
    variables = {
      KAFKA_BROKERS        = var.msk_kafka_bootstrap_brokers_sasl_iam
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
    security_group_ids = [aws_security_group.group.id]
    subnet_ids         = [var.vpc_app_subnet_a_id, var.vpc_app_subnet_c_id]
  }

  depends_on = [aws_cloudwatch_log_group.topics_log, var.wait_for]
}

resource "aws_cloudwatch_log_group" "redis_token_log" {
  kms_key_id        = var.keys_logs_arn
  name              = "/aws/lambda/${var.name_prefix}-redis-rotation"
  retention_in_days = 30
}

resource "aws_lambda_function" "redis_token_function" {
  architectures    = ["x86_64"]
  description      = "Renews the AUTH token of Redis"
  filename         = var.bundle
  function_name    = "${var.name_prefix}-redis-rotation"
  handler          = "index.redisToken"
  kms_key_arn      = var.keys_data_arn
  memory_size      = 512
  role             = var.identities_redis_rotation_role_arn
  runtime          = "nodejs22.x"
  source_code_hash = filebase64sha256(var.bundle)
  timeout          = 900

  environment {
    variables = {
      REPLICATION_GROUP_ID = var.elasticache_redis_replication_group_id
      REDIS_HOST           = var.elasticache_redis_primary_endpoint_address
      REDIS_PORT           = "6379"
      NODE_EXTRA_CA_CERTS  = "/var/runtime/ca-cert.pem"
    }
  }

  tracing_config {
    mode = "PassThrough"
  }

  vpc_config {
    security_group_ids = [aws_security_group.group.id]
    subnet_ids         = [var.vpc_app_subnet_a_id, var.vpc_app_subnet_c_id]
  }

  depends_on = [aws_cloudwatch_log_group.redis_token_log, var.wait_for]
}

resource "aws_security_group" "group" {
  description = "Functions that create databases, roles and topics and renew the token of Redis"
  name        = "${var.name_prefix}-data-setup"
  tags        = { Name = "${var.name_prefix}-data-setup" }
  vpc_id      = var.vpc_id
}

resource "aws_lambda_permission" "rotation_may_call" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.redis_token_function.function_name
  principal     = "secretsmanager.amazonaws.com"
  source_arn    = var.secret_arns["redis-token"]
}
