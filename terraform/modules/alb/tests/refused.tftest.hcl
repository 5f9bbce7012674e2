# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix          = "urr-prod"
  vpc_id               = "vpc-0123456789abcdef0"
  subnet_ids           = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  certificate_arn      = "arn:aws:acm:ap-northeast-2:123456789012:certificate/00000000-0000-0000-0000-000000000000"
  logs_bucket_name     = "example-a"
  origin_header_values = ["example-value-of-the-header-a", "example-value-of-the-header-b"]
}

run "refuses_tls_policy" {
  command = plan

  variables {
    ssl_policy = "no such thing!"
  }

  expect_failures = [var.ssl_policy]
}

run "refuses_health_check_in_range" {
  command = plan

  variables {
    healthy_threshold = 1
  }

  expect_failures = [var.healthy_threshold]
}

run "refuses_times_in_range" {
  command = plan

  variables {
    stickiness_seconds = 0
  }

  expect_failures = [var.stickiness_seconds]
}

run "refuses_names_fit" {
  command = plan

  variables {
    name_prefix = "no such thing!"
  }

  expect_failures = [var.name_prefix]
}

run "refuses_regional_certificate" {
  command = plan

  variables {
    certificate_arn = "no such thing!"
  }

  expect_failures = [var.certificate_arn]
}

run "refuses_logs_have_a_home" {
  command = plan

  variables {
    logs_bucket_name = ""
  }

  expect_failures = [var.logs_bucket_name]
}

run "refuses_two_header_values" {
  command = plan

  variables {
    origin_header_values = ["no such thing!"]
  }

  expect_failures = [var.origin_header_values]
}
