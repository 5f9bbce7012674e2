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

run "documented_values" {
  command = plan

  assert {
    condition     = aws_cloudfront_distribution.distribution.price_class == "PriceClass_200"
    error_message = "architecture.md 5.5: PriceClass_200"
  }

  assert {
    condition     = aws_cloudfront_distribution.distribution.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021"
    error_message = "architecture.md 5.5: TLSv1.2_2021"
  }

  assert {
    condition     = aws_cloudfront_distribution.distribution.is_ipv6_enabled
    error_message = "architecture.md 5.5: IPv6"
  }

  assert {
    condition     = aws_cloudfront_distribution.distribution.http_version == "http2"
    error_message = "architecture.md 5.5: HTTP/2"
  }

  assert {
    condition     = aws_cloudfront_distribution.distribution.ordered_cache_behavior[*].path_pattern == tolist(["/static/*", "/_next/static/*", "/vwr/*", "/vwr-api/*"])
    error_message = "architecture.md 5.5: four paths beside the default"
  }

  assert {
    condition     = aws_cloudfront_cache_policy.policies_kept_3600_seconds.default_ttl == 3600
    error_message = "architecture.md 5.5: /static/* for an hour"
  }

  assert {
    condition     = aws_cloudfront_cache_policy.policies_kept_31536000_seconds.default_ttl == 31536000
    error_message = "architecture.md 5.5: /_next/static/* for a year"
  }

  assert {
    condition     = aws_cloudfront_cache_policy.policies_kept_300_seconds.default_ttl == 300
    error_message = "architecture.md 5.5: /vwr/* for five minutes"
  }

  assert {
    condition     = aws_lambda_function.viewer_request_function.memory_size == 128
    error_message = "architecture.md 5.7: the token check has 128 MB"
  }

  assert {
    condition     = aws_lambda_function.viewer_request_function.timeout == 5
    error_message = "architecture.md 5.7: and 5 seconds"
  }

  assert {
    condition     = aws_cloudfront_origin_access_control.bucket_access.signing_protocol == "sigv4"
    error_message = "architecture.md 5.5: OAC signs with SigV4"
  }
}
