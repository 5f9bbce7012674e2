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

resource "aws_cloudfront_cache_policy" "policies_kept_up_to_5_seconds" {
  comment     = "Answers that say so themselves, kept for at most 5 seconds"
  default_ttl = 0
  max_ttl     = 5
  min_ttl     = 0
  name        = "${var.name_prefix}-kept-up-to-5-seconds"

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
