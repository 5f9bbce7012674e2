# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix        = "urr-prod"
  cluster_name       = "urr-spring"
  flow_logs_role_arn = "arn:aws:iam::123456789012:role/flow-logs-role-arn"
  logs_key_arn       = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "refuses_private_block" {
  command = plan

  variables {
    cidr = "8.8.0.0/16"
  }

  expect_failures = [var.cidr]
}

run "refuses_flow_log_retention" {
  command = plan

  variables {
    flow_log_retention_days = 2
  }

  expect_failures = [var.flow_log_retention_days]
}
