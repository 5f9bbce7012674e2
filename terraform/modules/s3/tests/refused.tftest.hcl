# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  bucket_prefix = "example-a"
  account_id    = "123456789012"
  region        = "ap-northeast-2"
}

run "refuses_clean_up_takes_a_day" {
  command = plan

  variables {
    noncurrent_days = 0
  }

  expect_failures = [var.noncurrent_days]
}

run "refuses_infrequent_after_30_days" {
  command = plan

  variables {
    logs_infrequent_days = 29
  }

  expect_failures = [var.logs_infrequent_days]
}

run "refuses_glacier_after_infrequent" {
  command = plan

  variables {
    logs_glacier_days = 59
  }

  expect_failures = [var.logs_infrequent_days]
}

run "refuses_deletion_after_glacier" {
  command = plan

  variables {
    logs_delete_days = 179
  }

  expect_failures = [var.logs_glacier_days]
}
