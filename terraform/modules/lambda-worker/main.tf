# Written by `npm run hcl` from the constructs; change those, not this file.
#
# The function that works off the booking actions, in the Streaming subnets, and its trigger (architecture.md 5.7,
# rulings A4, B20, E13). It says which messages of a batch failed, so the others are not handled again.

resource "aws_security_group" "security_group" {
  description = "Ticket worker: the function that works off the booking actions"
  name        = "${var.name_prefix}-ticket-worker"
  tags        = { Name = "${var.name_prefix}-ticket-worker" }
  vpc_id      = var.vpc_id
}

resource "aws_cloudwatch_log_group" "worker_log" {
  kms_key_id        = var.logs_key_arn
  name              = "/aws/lambda/${var.name_prefix}-ticket-worker"
  retention_in_days = var.log_retention_days
}

resource "aws_lambda_function" "worker_function" {
  architectures                  = ["x86_64"]
  description                    = "Works off booking actions from the FIFO queue"
  filename                       = var.bundle
  function_name                  = "${var.name_prefix}-ticket-worker"
  handler                        = "index.handler"
  kms_key_arn                    = var.environment_key_arn
  memory_size                    = var.memory_megabytes
  reserved_concurrent_executions = var.concurrency
  role                           = var.role_arn
  runtime                        = var.runtime
  source_code_hash               = filebase64sha256(var.bundle)
  timeout                        = 30

  environment {
    variables = {
      DATABASE_HOST       = var.environment_database_host
      DATABASE_SECRET_ARN = var.environment_database_secret_arn
      REDIS_HOST          = var.environment_redis_host
      REDIS_SECRET_ARN    = var.environment_redis_secret_arn
      MAX_RECEIVE_COUNT   = var.environment_max_receive_count
      NODE_EXTRA_CA_CERTS = var.environment_node_extra_ca_certs
    }
  }

  tracing_config {
    mode = var.tracing ? "Active" : "PassThrough"
  }

  vpc_config {
    security_group_ids = [aws_security_group.security_group.id]
    subnet_ids         = var.subnet_ids
  }

  depends_on = [aws_cloudwatch_log_group.worker_log, var.wait_for]
}

resource "aws_lambda_event_source_mapping" "trigger" {
  batch_size              = var.batch_size
  event_source_arn        = var.queue_arn
  function_name           = aws_lambda_function.worker_function.arn
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = var.concurrency
  }
}
