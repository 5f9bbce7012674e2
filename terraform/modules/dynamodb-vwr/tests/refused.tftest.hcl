# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix = "urr-prod"
  key_arn     = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "refuses_recovery_in_range" {
  command = plan

  variables {
    recovery_days = -1
  }

  expect_failures = [var.recovery_days]
}

run "refuses_expiry_is_its_own_attribute" {
  command = plan

  variables {
    expiry_attribute = ""
  }

  expect_failures = [var.expiry_attribute]
}
