# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  bucket_prefix = "example-a"
  account_id    = "123456789012"
  region        = "ap-northeast-2"
}

run "refuses_logs_infrequent_days" {
  command = plan

  variables {
    logs_infrequent_days = -1
  }

  expect_failures = [var.logs_infrequent_days]
}
