# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

mock_provider "aws" {
  alias = "us-east-1"
}

variables {
  runtime                = "nodejs22.x"
  name_prefix            = "urr-prod"
  alb_domain             = "www.example.com"
  origin_header_value    = "example-value-of-the-header-a"
  frontend_bucket_domain = "www.example.com"
  api_domain             = "www.example.com"
  api_stage_path         = "/live"
  api_key_value          = "example-a"
  certificate_arn        = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
  aliases                = ["www.example.com", "www.example.com"]
  web_acl_arn            = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/example/00000000-0000-0000-0000-000000000000"
  logs_bucket_arn        = "arn:aws:s3:::example-logs"
  edge_role_arn          = "arn:aws:iam::123456789012:role/edge-role-arn"
  viewer_request_bundle  = "../../bundles/ticketWorker.zip"
  logs_key_arn           = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "refuses_tls_is_current" {
  command = plan

  variables {
    minimum_tls = "no such thing!"
  }

  expect_failures = [var.minimum_tls]
}

run "refuses_origin_time_in_range" {
  command = plan

  variables {
    origin_timeout_seconds = -1
  }

  expect_failures = [var.origin_timeout_seconds]
}

run "refuses_edge_within_limits" {
  command = plan

  variables {
    edge_timeout_seconds = 6
  }

  expect_failures = [var.edge_memory_megabytes]
}

run "refuses_runtime_is_node" {
  command = plan

  variables {
    runtime = "no such thing!"
  }

  expect_failures = [var.runtime]
}

run "refuses_certificate_in_us_east_1" {
  command = plan

  variables {
    certificate_arn = "no such thing!"
  }

  expect_failures = [var.certificate_arn]
}

run "refuses_answers_to_a_name" {
  command = plan

  variables {
    aliases = []
  }

  expect_failures = [var.aliases]
}
