# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix   = "urr-prod"
  keys_data_arn = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "refuses_recovery_window" {
  command = plan

  variables {
    recovery_window_days = 5
  }

  expect_failures = [var.recovery_window_days]
}
