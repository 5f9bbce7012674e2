# Written by `npm run hcl` from the constructs; change those, not this file.
#
# The CDN (architecture.md 5.5; rulings A7, A8, B14, B25, D6): five behaviours, three origins, the token check. There
# are no custom error pages: they hold for every origin at once and would turn the API's 404 into a page (domain.md
# 10.5, 15).

resource "aws_cloudwatch_log_group" "viewer_request_log_home" {
  kms_key_id        = var.logs_key_arn
  name              = "/aws/lambda/us-east-1.${var.name_prefix}-viewer-request"
  retention_in_days = var.log_retention_days
}

resource "aws_cloudwatch_log_group" "viewer_request_log_us_east_1" {
  provider          = aws.us-east-1
  name              = "/aws/lambda/us-east-1.${var.name_prefix}-viewer-request"
  retention_in_days = var.log_retention_days
}

resource "aws_lambda_function" "viewer_request_function" {
  provider         = aws.us-east-1
  architectures    = ["x86_64"]
  description      = "Checks the tokens of both waiting rooms before a request enters"
  filename         = var.viewer_request_bundle
  function_name    = "${var.name_prefix}-viewer-request"
  handler          = "index.handler"
  memory_size      = var.edge_memory_megabytes
  publish          = true
  role             = var.edge_role_arn
  runtime          = var.runtime
  skip_destroy     = true
  source_code_hash = filebase64sha256(var.viewer_request_bundle)
  timeout          = var.edge_timeout_seconds
  depends_on = [
    aws_cloudwatch_log_group.viewer_request_log_home,
    aws_cloudwatch_log_group.viewer_request_log_us_east_1,
    var.wait_for,
  ]
}

resource "aws_cloudfront_cache_policy" "policies_kept_3600_seconds" {
  comment     = "Files of the frontend, kept for 3600 seconds"
  default_ttl = 3600
  max_ttl     = 3600
  min_ttl     = 0
  name        = "${var.name_prefix}-kept-3600-seconds"

  parameters_in_cache_key_and_forwarded_to_origin {
    enable_accept_encoding_brotli = true
    enable_accept_encoding_gzip   = true

    cookies_config {
      cookie_behavior = "none"
    }

    headers_config {
      header_behavior = "whitelist"

      headers {
        items = ["Origin"]
      }
    }

    query_strings_config {
      query_string_behavior = "none"
    }
  }
}

resource "aws_cloudfront_cache_policy" "policies_kept_31536000_seconds" {
  comment     = "Files of the frontend, kept for 31536000 seconds"
  default_ttl = 31536000
  max_ttl     = 31536000
  min_ttl     = 0
  name        = "${var.name_prefix}-kept-31536000-seconds"

  parameters_in_cache_key_and_forwarded_to_origin {
    enable_accept_encoding_brotli = true
    enable_accept_encoding_gzip   = true

    cookies_config {
      cookie_behavior = "none"
    }

    headers_config {
      header_behavior = "whitelist"

      headers {
        items = ["Origin"]
      }
    }

    query_strings_config {
      query_string_behavior = "none"
    }
  }
}

resource "aws_cloudfront_cache_policy" "policies_kept_300_seconds" {
  comment     = "Files of the frontend, kept for 300 seconds"
  default_ttl = 300
  max_ttl     = 300
  min_ttl     = 0
  name        = "${var.name_prefix}-kept-300-seconds"

  parameters_in_cache_key_and_forwarded_to_origin {
    enable_accept_encoding_brotli = true
    enable_accept_encoding_gzip   = true

    cookies_config {
      cookie_behavior = "none"
    }

    headers_config {
      header_behavior = "whitelist"

      headers {
        items = ["Origin"]
      }
    }

    query_strings_config {
      query_string_behavior = "none"
    }
  }
}

resource "aws_cloudfront_response_headers_policy" "policies_security_headers" {
  comment = "The five documented security headers"
  name    = "${var.name_prefix}-security-headers"

  security_headers_config {
    content_type_options {
      override = true
    }

    frame_options {
      frame_option = "DENY"
      override     = true
    }

    referrer_policy {
      override        = true
      referrer_policy = "strict-origin-when-cross-origin"
    }

    strict_transport_security {
      access_control_max_age_sec = 31536000
      include_subdomains         = true
      override                   = true
      preload                    = true
    }

    xss_protection {
      mode_block = true
      override   = true
      protection = true
    }
  }
}

resource "aws_cloudfront_function" "vwr_page_rewrite" {
  code    = "// edge/functions/vwr-page-rewrite.ts\nvar PAGE_OF_EVENT = /^\\/vwr\\/([0-9a-fA-F-]{36})\\/?$/;\nfunction handler(event) {\n  const request = event.request;\n  const page = PAGE_OF_EVENT.exec(request.uri);\n  if (page !== null && request.querystring.plain !== void 0) {\n    return {\n      statusCode: 302,\n      statusDescription: \"Found\",\n      headers: {\n        location: { value: `/vwr-api/vwr/check/$${page[1]}/page` },\n        \"cache-control\": { value: \"no-store\" }\n      }\n    };\n  }\n  const lastSegment = request.uri.slice(request.uri.lastIndexOf(\"/\") + 1);\n  if (!lastSegment.includes(\".\")) request.uri = \"/vwr/index.html\";\n  return request;\n}\n"
  comment = "edge/functions/vwr-page-rewrite.ts"
  name    = "${var.name_prefix}-vwr-page-rewrite"
  publish = true
  runtime = "cloudfront-js-2.0"
}

resource "aws_cloudfront_function" "vwr_api_prefix_strip" {
  code    = "// edge/functions/vwr-api-prefix-strip.ts\nvar PREFIX = \"/vwr-api\";\nfunction handler(event) {\n  const request = event.request;\n  if (request.uri.startsWith(`$${PREFIX}/`)) request.uri = request.uri.slice(PREFIX.length);\n  return request;\n}\n"
  comment = "edge/functions/vwr-api-prefix-strip.ts"
  name    = "${var.name_prefix}-vwr-api-prefix-strip"
  publish = true
  runtime = "cloudfront-js-2.0"
}

resource "aws_cloudfront_origin_access_control" "bucket_access" {
  description                       = "Reads the frontend bucket, signed with SigV4"
  name                              = "${var.name_prefix}-frontend"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_distribution" "distribution" {
  aliases         = var.aliases
  comment         = var.name_prefix
  enabled         = true
  http_version    = "http2"
  is_ipv6_enabled = true
  price_class     = var.price_class
  web_acl_id      = var.web_acl_arn

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
    cache_policy_id            = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
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
