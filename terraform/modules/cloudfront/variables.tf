# Written by `npm run hcl` from the constructs; change those, not this file.

variable "price_class" {
  description = "Where the CDN answers from. Default `PriceClass_200`: North America, Europe, Asia."
  type        = string
  default     = "PriceClass_200"
  nullable    = false
}

variable "minimum_tls" {
  description = "Lowest TLS of browsers. Default `TLSv1.2_2021`."
  type        = string
  default     = "TLSv1.2_2021"
  nullable    = false

  validation {
    condition     = can(regex("^TLSv1[.](2_20(18|19|21|25)|3_2025)$", var.minimum_tls))
    error_message = "cloudfront/tls-is-current: allowed is TLSv1.2_2018 or later. Older TLS is broken."
  }
}

variable "origin_timeout_seconds" {
  description = "Seconds that CloudFront waits for an origin. Default 30."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.origin_timeout_seconds >= 1 && var.origin_timeout_seconds <= 60
    error_message = "cloudfront/origin-time-in-range: allowed is 1 to 60 seconds. More than 60 seconds needs a raised quota."
  }
}

variable "edge_memory_megabytes" {
  description = "MB of the token check. Default 128, the most that a viewer request may have."
  type        = number
  default     = 128
  nullable    = false

  validation {
    condition     = var.edge_memory_megabytes == 128 && var.edge_timeout_seconds >= 1 && var.edge_timeout_seconds <= 5
    error_message = "cloudfront/edge-within-limits: allowed is 128 MB and 1 to 5 seconds. A function on the viewer request may have no more."
  }
}

variable "edge_timeout_seconds" {
  description = "Seconds that the token check may take. Default 5, the most that a viewer request may have."
  type        = number
  default     = 5
  nullable    = false
}

variable "log_retention_days" {
  description = "Days that the logs of the token check are kept. Default 30 (domain.md 10.5, 20)."
  type        = number
  default     = 30
  nullable    = false
}

variable "runtime" {
  description = "Lambda runtime of the token check, for example `nodejs22.x`. No default: AWS refuses the documented one (ruling A2)."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^nodejs[0-9]+[.]x$", var.runtime))
    error_message = "cloudfront/runtime-is-node: allowed is nodejs<version>.x. Take the runtime from the dated table of stacks/lifecycle.ts (ruling A2)."
  }
}

variable "name_prefix" {
  description = "Start of the name: `urr-prod` makes `urr-prod-viewer-request`."
  type        = string
  nullable    = false
}

variable "alb_domain" {
  description = "Host name of the load balancer."
  type        = string
  nullable    = false
}

variable "origin_header_value" {
  description = "Value of X-Custom-Header that the load balancer demands (ruling B14)."
  type        = string
  nullable    = false
  sensitive   = true
}

variable "frontend_bucket_domain" {
  description = "Regional host name of the frontend bucket (`bucketRegionalDomainName`)."
  type        = string
  nullable    = false
}

variable "api_domain" {
  description = "Host name of API Gateway (`LambdaVwr.invokeDomain`)."
  type        = string
  nullable    = false
}

variable "api_stage_path" {
  description = "`/<stage>` of API Gateway (`LambdaVwr.stagePath`)."
  type        = string
  nullable    = false
}

variable "api_key_value" {
  description = "Value of x-api-key that API Gateway demands (`LambdaVwr.originKeyValue`, ruling B16)."
  type        = string
  nullable    = false
  sensitive   = true
}

variable "certificate_arn" {
  description = "Certificate in us-east-1 (ruling A8)."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws:acm:us-east-1:[0-9]{12}:certificate/", var.certificate_arn))
    error_message = "cloudfront/certificate-in-us-east-1: allowed is the ARN of a certificate in us-east-1. Give a certificate of us-east-1: CloudFront reads no other region (ruling A8)."
  }
}

variable "aliases" {
  description = "Host names that people type, at least one."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.aliases) > 0
    error_message = "cloudfront/answers-to-a-name: allowed is at least one host name. Name the hosts that people type; without one the certificate is of no use."
  }
}

variable "web_acl_arn" {
  description = "Web ACL of scope CLOUDFRONT (ruling D6). Default none."
  type        = string
  nullable    = false
}

variable "logs_bucket_arn" {
  description = "Bucket of the access logs (`S3.logsBucket.arn`). Default: no access logs."
  type        = string
  nullable    = false
}

variable "edge_role_arn" {
  description = "Role of the token check (architecture.md 7)."
  type        = string
  nullable    = false
}

variable "viewer_request_bundle" {
  description = "Zip with the code of the token check at the edge; the tree brings it in bundles/."
  type        = string
  nullable    = false
}

variable "logs_key_arn" {
  description = "KMS key of the log group in the home region; keys are regional, so the other one has the key of the service."
  type        = string
  nullable    = false
}

variable "wait_for" {
  description = "Policies of the role, and the policy of the logs bucket."
  type        = list(string)
  default     = []
  nullable    = false
}
