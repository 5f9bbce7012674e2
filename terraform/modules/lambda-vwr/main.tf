# Written by `npm run hcl` from the constructs; change those, not this file.
#
# Tier 1 of the waiting room (architecture.md 5.7, 5.10; rulings B16, B22, D2, D5): the API that hands out places and
# lets in, API Gateway before it, and the advancer with the schedule that wakes it.

resource "aws_cloudwatch_log_group" "api_function_log" {
  kms_key_id        = var.logs_key_arn
  name              = "/aws/lambda/${var.name_prefix}-vwr-api"
  retention_in_days = var.log_retention_days
}

resource "aws_cloudwatch_log_group" "advancer_function_log" {
  kms_key_id        = var.logs_key_arn
  name              = "/aws/lambda/${var.name_prefix}-vwr-advancer"
  retention_in_days = var.log_retention_days
}

resource "aws_cloudwatch_log_group" "api_access_log" {
  kms_key_id        = var.logs_key_arn
  name              = "/aws/apigateway/${var.name_prefix}-vwr-access"
  retention_in_days = var.log_retention_days
}

resource "aws_lambda_function" "api_function" {
  architectures                  = ["x86_64"]
  description                    = "Hands out places of the waiting room and lets people in"
  filename                       = var.api_bundle
  function_name                  = "${var.name_prefix}-vwr-api"
  handler                        = "index.handler"
  kms_key_arn                    = var.environment_key_arn
  memory_size                    = var.api_memory_megabytes
  reserved_concurrent_executions = var.api_concurrency
  role                           = var.api_role_arn
  runtime                        = var.runtime
  source_code_hash               = filebase64sha256(var.api_bundle)
  timeout                        = var.api_timeout_seconds

  environment {
    variables = {
      TABLE_COUNTERS            = var.counters_table_name
      TABLE_POSITIONS           = var.positions_table_name
      POSITION_TTL_SECONDS      = var.position_lifetime_seconds
      VWR_TOKEN_KEYS_SECRET_ARN = var.api_environment_vwr_token_keys_secret_arn
    }
  }

  tracing_config {
    mode = var.tracing ? "Active" : "PassThrough"
  }

  depends_on = [aws_cloudwatch_log_group.api_function_log, var.wait_for]
}

resource "aws_lambda_function" "advancer_function" {
  architectures                  = ["x86_64"]
  description                    = "Moves the line of each active event forward"
  filename                       = var.advancer_bundle
  function_name                  = "${var.name_prefix}-vwr-advancer"
  handler                        = "index.handler"
  kms_key_arn                    = var.environment_key_arn
  memory_size                    = var.advancer_memory_megabytes
  reserved_concurrent_executions = 1
  role                           = var.advancer_role_arn
  runtime                        = var.runtime
  source_code_hash               = filebase64sha256(var.advancer_bundle)
  timeout                        = var.advancer_timeout_seconds

  environment {
    variables = merge({
      TABLE_COUNTERS  = var.counters_table_name
      TABLE_POSITIONS = var.positions_table_name
      BATCH_SIZE      = var.advancer_batch
      LOOP_SECONDS    = var.advancer_loop_seconds
    }, var.tracing ? { ORIGIN_HEALTH_URL = var.advancer_environment_origin_health_url } : {})
  }

  tracing_config {
    mode = var.tracing ? "Active" : "PassThrough"
  }

  depends_on = [aws_cloudwatch_log_group.advancer_function_log, var.wait_for]
}

resource "aws_scheduler_schedule" "schedule" {
  description         = "Wakes the advancer of the waiting room"
  name                = "${var.name_prefix}-vwr-advancer"
  schedule_expression = "rate(1 minute)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_function.advancer_function.arn
    role_arn = var.scheduler_role_arn

    retry_policy {
      maximum_event_age_in_seconds = 60
      maximum_retry_attempts       = 0
    }
  }
}

resource "aws_lambda_function_event_invoke_config" "advancer_no_retries" {
  function_name                = aws_lambda_function.advancer_function.function_name
  maximum_event_age_in_seconds = 60
  maximum_retry_attempts       = 0
}

resource "aws_api_gateway_rest_api" "api_rest_api" {
  api_key_source = "HEADER"
  description    = "Waiting room, tier 1"
  name           = "${var.name_prefix}-vwr"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_request_validator" "api_validator" {
  name                        = "path-parameters"
  rest_api_id                 = aws_api_gateway_rest_api.api_rest_api.id
  validate_request_body       = false
  validate_request_parameters = true
}

resource "aws_api_gateway_resource" "api_vwr" {
  parent_id   = aws_api_gateway_rest_api.api_rest_api.root_resource_id
  path_part   = "vwr"
  rest_api_id = aws_api_gateway_rest_api.api_rest_api.id
}

resource "aws_api_gateway_resource" "api_vwr_assign" {
  parent_id   = aws_api_gateway_resource.api_vwr.id
  path_part   = "assign"
  rest_api_id = aws_api_gateway_rest_api.api_rest_api.id
}

resource "aws_api_gateway_resource" "api_vwr_assign_event_id" {
  parent_id   = aws_api_gateway_resource.api_vwr_assign.id
  path_part   = "{eventId}"
  rest_api_id = aws_api_gateway_rest_api.api_rest_api.id
}

resource "aws_api_gateway_resource" "api_vwr_check" {
  parent_id   = aws_api_gateway_resource.api_vwr.id
  path_part   = "check"
  rest_api_id = aws_api_gateway_rest_api.api_rest_api.id
}

resource "aws_api_gateway_resource" "api_vwr_check_event_id" {
  parent_id   = aws_api_gateway_resource.api_vwr_check.id
  path_part   = "{eventId}"
  rest_api_id = aws_api_gateway_rest_api.api_rest_api.id
}

resource "aws_api_gateway_resource" "api_vwr_check_event_id_request_id" {
  parent_id   = aws_api_gateway_resource.api_vwr_check_event_id.id
  path_part   = "{requestId}"
  rest_api_id = aws_api_gateway_rest_api.api_rest_api.id
}

resource "aws_api_gateway_resource" "api_vwr_status" {
  parent_id   = aws_api_gateway_resource.api_vwr.id
  path_part   = "status"
  rest_api_id = aws_api_gateway_rest_api.api_rest_api.id
}

resource "aws_api_gateway_resource" "api_vwr_status_event_id" {
  parent_id   = aws_api_gateway_resource.api_vwr_status.id
  path_part   = "{eventId}"
  rest_api_id = aws_api_gateway_rest_api.api_rest_api.id
}

resource "aws_api_gateway_method" "api_vwr_assign_event_id_method" {
  api_key_required     = true
  authorization        = "NONE"
  http_method          = "POST"
  request_parameters   = { "method.request.path.eventId" = true }
  request_validator_id = aws_api_gateway_request_validator.api_validator.id
  resource_id          = aws_api_gateway_resource.api_vwr_assign_event_id.id
  rest_api_id          = aws_api_gateway_rest_api.api_rest_api.id
}

resource "aws_api_gateway_method" "api_vwr_check_event_id_request_id_method" {
  api_key_required = true
  authorization    = "NONE"
  http_method      = "GET"
  request_parameters = {
    "method.request.path.eventId"   = true
    "method.request.path.requestId" = true
  }
  request_validator_id = aws_api_gateway_request_validator.api_validator.id
  resource_id          = aws_api_gateway_resource.api_vwr_check_event_id_request_id.id
  rest_api_id          = aws_api_gateway_rest_api.api_rest_api.id
}

resource "aws_api_gateway_method" "api_vwr_status_event_id_method" {
  api_key_required     = true
  authorization        = "NONE"
  http_method          = "GET"
  request_parameters   = { "method.request.path.eventId" = true }
  request_validator_id = aws_api_gateway_request_validator.api_validator.id
  resource_id          = aws_api_gateway_resource.api_vwr_status_event_id.id
  rest_api_id          = aws_api_gateway_rest_api.api_rest_api.id
}

resource "aws_api_gateway_integration" "api_vwr_assign_event_id_integration" {
  http_method             = aws_api_gateway_method.api_vwr_assign_event_id_method.http_method
  integration_http_method = "POST"
  resource_id             = aws_api_gateway_resource.api_vwr_assign_event_id.id
  rest_api_id             = aws_api_gateway_rest_api.api_rest_api.id
  type                    = "AWS_PROXY"
  uri                     = aws_lambda_function.api_function.invoke_arn
}

resource "aws_api_gateway_integration" "api_vwr_check_event_id_request_id_integration" {
  http_method             = aws_api_gateway_method.api_vwr_check_event_id_request_id_method.http_method
  integration_http_method = "POST"
  resource_id             = aws_api_gateway_resource.api_vwr_check_event_id_request_id.id
  rest_api_id             = aws_api_gateway_rest_api.api_rest_api.id
  type                    = "AWS_PROXY"
  uri                     = aws_lambda_function.api_function.invoke_arn
}

resource "aws_api_gateway_integration" "api_vwr_status_event_id_integration" {
  http_method             = aws_api_gateway_method.api_vwr_status_event_id_method.http_method
  integration_http_method = "POST"
  resource_id             = aws_api_gateway_resource.api_vwr_status_event_id.id
  rest_api_id             = aws_api_gateway_rest_api.api_rest_api.id
  type                    = "AWS_PROXY"
  uri                     = aws_lambda_function.api_function.invoke_arn
}

resource "aws_lambda_permission" "api_invoke" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.api_function.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.api_rest_api.execution_arn}/*"
  statement_id  = "api-gateway"
}

resource "aws_api_gateway_deployment" "api_deployment" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api.id
  triggers    = { routes = "b361aaef55f0fa466669f06ff04a9c195a1361e5b92b3b972d76ac1af0547595" }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [
    aws_api_gateway_integration.api_vwr_assign_event_id_integration,
    aws_api_gateway_integration.api_vwr_check_event_id_request_id_integration,
    aws_api_gateway_integration.api_vwr_status_event_id_integration,
  ]
}

resource "aws_api_gateway_account" "api_account" {
  cloudwatch_role_arn = var.api_gateway_logs_role_arn
}

resource "aws_api_gateway_stage" "api_stage" {
  deployment_id        = aws_api_gateway_deployment.api_deployment.id
  rest_api_id          = aws_api_gateway_rest_api.api_rest_api.id
  stage_name           = "v1"
  xray_tracing_enabled = var.tracing

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api_access_log.arn
    format = jsonencode({
      bytes                = "$context.responseLength"
      error                = "$context.error.message"
      functionMilliseconds = "$context.integrationLatency"
      ip                   = "$context.identity.sourceIp"
      method               = "$context.httpMethod"
      milliseconds         = "$context.responseLatency"
      requestId            = "$context.requestId"
      route                = "$context.resourcePath"
      status               = "$context.status"
      time                 = "$context.requestTime"
      trace                = "$context.xrayTraceId"
    })
  }

  depends_on = [aws_api_gateway_account.api_account]
}

resource "aws_api_gateway_method_settings" "api_throttle" {
  method_path = "*/*"
  rest_api_id = aws_api_gateway_rest_api.api_rest_api.id
  stage_name  = aws_api_gateway_stage.api_stage.stage_name

  settings {
    data_trace_enabled     = false
    logging_level          = "ERROR"
    metrics_enabled        = true
    throttling_burst_limit = var.burst_limit
    throttling_rate_limit  = var.rate_limit
  }
}

resource "aws_api_gateway_api_key" "api_blue_key" {
  description = "Sent by CloudFront as x-api-key"
  name        = "${var.name_prefix}-vwr-origin-blue"
}

resource "aws_api_gateway_api_key" "api_green_key" {
  description = "Sent by CloudFront as x-api-key"
  name        = "${var.name_prefix}-vwr-origin-green"
}

resource "aws_api_gateway_usage_plan" "api_usage_plan" {
  description = "Who may call the waiting room: CloudFront, with either key"
  name        = "${var.name_prefix}-vwr-origin"

  api_stages {
    api_id = aws_api_gateway_rest_api.api_rest_api.id
    stage  = aws_api_gateway_stage.api_stage.stage_name
  }
}

resource "aws_api_gateway_usage_plan_key" "api_blue_allowed" {
  key_id        = aws_api_gateway_api_key.api_blue_key.id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.api_usage_plan.id
}

resource "aws_api_gateway_usage_plan_key" "api_green_allowed" {
  key_id        = aws_api_gateway_api_key.api_green_key.id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.api_usage_plan.id
}
