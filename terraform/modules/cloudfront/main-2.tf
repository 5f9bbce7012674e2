# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_cloudfront_distribution" "distribution" {
  aliases         = var.aliases
  comment         = var.name_prefix
  enabled         = true
  http_version    = "http2"
  is_ipv6_enabled = true
  price_class     = var.price_class
  web_acl_id      = var.web_acl_arn

  custom_error_response {
    error_caching_min_ttl = 0
    error_code            = 404
  }

  custom_error_response {
    error_caching_min_ttl = 0
    error_code            = 405
  }

  custom_error_response {
    error_caching_min_ttl = 0
    error_code            = 414
  }

  custom_error_response {
    error_caching_min_ttl = 0
    error_code            = 500
  }

  custom_error_response {
    error_caching_min_ttl = 0
    error_code            = 501
  }

  custom_error_response {
    error_caching_min_ttl = 0
    error_code            = 502
  }

  custom_error_response {
    error_caching_min_ttl = 0
    error_code            = 503
  }

  custom_error_response {
    error_caching_min_ttl = 0
    error_code            = 504
  }

  default_cache_behavior {
    allowed_methods            = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"]
    cache_policy_id            = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    origin_request_policy_id   = "216adef6-5c7f-47e4-b989-5492eafa07d3"
    response_headers_policy_id = aws_cloudfront_response_headers_policy.policies_security_headers.id
    target_origin_id           = "alb"
    viewer_protocol_policy     = "redirect-to-https"

    lambda_function_association {
      event_type   = "viewer-request"
      include_body = false
      lambda_arn   = aws_lambda_function.viewer_request_function.qualified_arn
    }
  }

  ordered_cache_behavior {
    allowed_methods            = ["GET", "HEAD"]
    cache_policy_id            = aws_cloudfront_cache_policy.policies_kept_3600_seconds.id
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    path_pattern               = "/static/*"
    response_headers_policy_id = aws_cloudfront_response_headers_policy.policies_security_headers.id
    target_origin_id           = "s3"
    viewer_protocol_policy     = "redirect-to-https"
  }

  ordered_cache_behavior {
    allowed_methods            = ["GET", "HEAD"]
    cache_policy_id            = aws_cloudfront_cache_policy.policies_kept_31536000_seconds.id
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    path_pattern               = "/_next/static/*"
    response_headers_policy_id = aws_cloudfront_response_headers_policy.policies_security_headers.id
    target_origin_id           = "s3"
    viewer_protocol_policy     = "redirect-to-https"
  }

  ordered_cache_behavior {
    allowed_methods            = ["GET", "HEAD"]
    cache_policy_id            = aws_cloudfront_cache_policy.policies_kept_300_seconds.id
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    path_pattern               = "/vwr/*"
    response_headers_policy_id = aws_cloudfront_response_headers_policy.policies_security_headers.id
    target_origin_id           = "s3"
    viewer_protocol_policy     = "redirect-to-https"

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.vwr_page_rewrite.arn
    }
  }

  ordered_cache_behavior {
    allowed_methods            = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"]
    cache_policy_id            = aws_cloudfront_cache_policy.policies_kept_up_to_5_seconds.id
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    origin_request_policy_id   = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
    path_pattern               = "/vwr-api/*"
    response_headers_policy_id = aws_cloudfront_response_headers_policy.policies_security_headers.id
    target_origin_id           = "vwr-api"
    viewer_protocol_policy     = "redirect-to-https"

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.vwr_api_prefix_strip.arn
    }
  }

  origin {
    domain_name = var.alb_domain
    origin_id   = "alb"

    custom_header {
      name  = "X-Custom-Header"
      value = var.origin_header_value
    }

    custom_origin_config {
      http_port                = 80
      https_port               = 443
      origin_keepalive_timeout = 60
      origin_protocol_policy   = "https-only"
      origin_read_timeout      = var.origin_timeout_seconds
      origin_ssl_protocols     = ["TLSv1.2"]
    }
  }

  origin {
    domain_name              = var.frontend_bucket_domain
    origin_access_control_id = aws_cloudfront_origin_access_control.bucket_access.id
    origin_id                = "s3"
  }

  origin {
    domain_name = var.api_domain
    origin_id   = "vwr-api"
    origin_path = var.api_stage_path

    custom_header {
      name  = "x-api-key"
      value = var.api_key_value
    }

    custom_origin_config {
      http_port                = 80
      https_port               = 443
      origin_keepalive_timeout = 60
      origin_protocol_policy   = "https-only"
      origin_read_timeout      = var.origin_timeout_seconds
      origin_ssl_protocols     = ["TLSv1.2"]
    }
  }

  restrictions {
    geo_restriction {
      locations        = []
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn      = var.certificate_arn
    minimum_protocol_version = var.minimum_tls
    ssl_support_method       = "sni-only"
  }

  depends_on = [var.wait_for]
}

resource "aws_cloudwatch_log_delivery_source" "access_log_source" {
  provider     = aws.us-east-1
  log_type     = "ACCESS_LOGS"
  name         = "${var.name_prefix}-cloudfront"
  resource_arn = aws_cloudfront_distribution.distribution.arn
}

resource "aws_cloudwatch_log_delivery_destination" "access_log_destination" {
  provider      = aws.us-east-1
  name          = "${var.name_prefix}-cloudfront"
  output_format = "json"

  delivery_destination_configuration {
    destination_resource_arn = "${var.logs_bucket_arn}/cloudfront"
  }
}

resource "aws_cloudwatch_log_delivery" "access_log_delivery" {
  provider                 = aws.us-east-1
  delivery_destination_arn = aws_cloudwatch_log_delivery_destination.access_log_destination.arn
  delivery_source_name     = aws_cloudwatch_log_delivery_source.access_log_source.name
  record_fields = [
    "date",
    "time",
    "x-edge-location",
    "sc-bytes",
    "c-ip",
    "cs-method",
    "cs(Host)",
    "cs-uri-stem",
    "sc-status",
    "cs(Referer)",
    "cs(User-Agent)",
    "x-edge-result-type",
    "x-edge-request-id",
    "x-host-header",
    "cs-protocol",
    "cs-bytes",
    "time-taken",
    "ssl-protocol",
    "ssl-cipher",
    "x-edge-response-result-type",
    "cs-protocol-version",
    "time-to-first-byte",
    "x-edge-detailed-result-type",
    "sc-content-type",
  ]
}
