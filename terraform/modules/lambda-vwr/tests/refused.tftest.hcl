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

run "refuses_sizes_in_range" {
  command = plan

  variables {
    api_memory_megabytes = 64
  }

  expect_failures = [var.api_memory_megabytes]
}

run "refuses_answers_before_the_gateway_gives_up" {
  command = plan

  variables {
    api_timeout_seconds = -1
  }

  expect_failures = [var.api_timeout_seconds]
}

run "refuses_burst_holds_a_second" {
  command = plan

  variables {
    burst_limit = 1
  }

  expect_failures = [var.rate_limit]
}

run "refuses_loop_ends_before_the_time_out" {
  command = plan

  variables {
    advancer_loop_seconds = 70
  }

  expect_failures = [var.advancer_loop_seconds]
}

run "refuses_places_outlive_the_wait" {
  command = plan

  variables {
    position_lifetime_seconds = -1
  }

  expect_failures = [var.position_lifetime_seconds]
}

run "refuses_runtime_is_node" {
  command = plan

  variables {
    runtime = "no such thing!"
  }

  expect_failures = [var.runtime]
}
