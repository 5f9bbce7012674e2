# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  runtime                                   = "nodejs22.x"
  name_prefix                               = "urr-prod"
  api_role_arn                              = "arn:aws:iam::123456789012:role/api-role-arn"
  advancer_role_arn                         = "arn:aws:iam::123456789012:role/advancer-role-arn"
  scheduler_role_arn                        = "arn:aws:iam::123456789012:role/scheduler-role-arn"
  api_gateway_logs_role_arn                 = "arn:aws:iam::123456789012:role/api-gateway-logs-role-arn"
  counters_table_name                       = "example-a"
  positions_table_name                      = "example-a"
  api_bundle                                = "../../bundles/ticketWorker.zip"
  advancer_bundle                           = "../../bundles/ticketWorker.zip"
  api_environment_vwr_token_keys_secret_arn = "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf"
  alarm_topic_arn                           = "arn:aws:sns:ap-northeast-2:123456789012:alarms"
  environment_key_arn                       = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  logs_key_arn                              = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "documented_values" {
  command = plan

  assert {
    condition     = aws_lambda_function.api_function.memory_size == 256
    error_message = "architecture.md 5.7: 256 MB"
  }

  assert {
    condition     = aws_lambda_function.api_function.timeout == 10
    error_message = "architecture.md 5.7: 10 seconds"
  }

  assert {
    condition     = aws_lambda_function.api_function.reserved_concurrent_executions == 100
    error_message = "architecture.md 5.7: a hundred at once"
  }

  assert {
    condition     = aws_lambda_function.advancer_function.memory_size == 128
    error_message = "architecture.md 5.7: 128 MB"
  }

  assert {
    condition     = aws_lambda_function.advancer_function.timeout == 70
    error_message = "architecture.md 5.7: 70 seconds"
  }

  assert {
    condition     = aws_scheduler_schedule.schedule.schedule_expression == "rate(1 minute)"
    error_message = "architecture.md 5.7: every minute"
  }

  assert {
    condition     = aws_api_gateway_method_settings.api_throttle.settings[0].throttling_rate_limit == 5000
    error_message = "architecture.md 5.10: 5,000 requests a second"
  }

  assert {
    condition     = aws_api_gateway_method_settings.api_throttle.settings[0].throttling_burst_limit == 10000
    error_message = "architecture.md 5.10: bursts of 10,000"
  }

  assert {
    condition     = aws_api_gateway_method.api_vwr_assign_event_id_method.http_method == "POST"
    error_message = "architecture.md 5.10: POST /vwr/assign/{eventId}"
  }

  assert {
    condition     = aws_api_gateway_method.api_vwr_check_event_id_request_id_method.http_method == "GET"
    error_message = "architecture.md 5.10: GET /vwr/check/{eventId}/{requestId}"
  }

  assert {
    condition     = aws_api_gateway_method.api_vwr_status_event_id_method.http_method == "GET"
    error_message = "architecture.md 5.10: GET /vwr/status/{eventId}"
  }
}
