# Written by `npm run hcl` from the constructs; change those, not this file.

variable "deletion_protection" {
  description = "True refuses to delete the balancer. Default true (architecture.md 5.4: on in prod)."
  type        = bool
  default     = true
  nullable    = false
}

variable "ssl_policy" {
  description = "TLS policy of the HTTPS listener. Default ELBSecurityPolicy-TLS13-1-2-2021-06: CloudFront speaks TLS 1.2 to origins (ruling B26)."
  type        = string
  default     = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  nullable    = false

  validation {
    condition     = contains(["ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"], var.ssl_policy)
    error_message = "alb/tls-policy: allowed is one of ELBSecurityPolicy-TLS13-1-2-2021-06, ELBSecurityPolicy-TLS13-1-2-Res-2021-06, ELBSecurityPolicy-TLS13-1-2-PQ-2025-09, ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09. Take a policy that offers TLS 1.3 and keeps 1.2: CloudFront speaks 1.2 to origins, older versions are broken."
  }
}

variable "health_check_path" {
  description = "Path of the health checks. Default /health."
  type        = string
  default     = "/health"
  nullable    = false
}

variable "healthy_threshold" {
  description = "Checks in a row that must succeed. Default 2."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = alltrue([for c in [var.healthy_threshold, var.unhealthy_threshold] : c >= 2 && c <= 10]) && var.health_check_interval_seconds >= 5 && var.health_check_interval_seconds <= 300 && var.health_check_timeout_seconds >= 2 && var.health_check_timeout_seconds < var.health_check_interval_seconds
    error_message = "alb/health-check-in-range: allowed is 2 to 10 checks, an interval of 5 to 300 s, a time-out of 2 s or more below the interval. Choose numbers that the balancer takes; a time-out as long as the interval lets checks pile up."
  }
}

variable "unhealthy_threshold" {
  description = "Checks in a row that must fail. Default 3."
  type        = number
  default     = 3
  nullable    = false
}

variable "health_check_interval_seconds" {
  description = "Seconds between checks. Default 15; the document has no value."
  type        = number
  default     = 15
  nullable    = false
}

variable "health_check_timeout_seconds" {
  description = "Seconds after which a check has failed. Default 5; the document has no value."
  type        = number
  default     = 5
  nullable    = false
}

variable "stickiness_seconds" {
  description = "Seconds that a client stays with its pod. Default 86,400 (24 hours)."
  type        = number
  default     = 86400
  nullable    = false

  validation {
    condition     = var.stickiness_seconds >= 1 && var.stickiness_seconds <= 604800 && var.deregistration_delay_seconds >= 0 && var.deregistration_delay_seconds <= 3600
    error_message = "alb/times-in-range: allowed is stickiness of 1 to 604,800 s, deregistration delay of 0 to 3,600 s. Choose a time that the target group takes."
  }
}

variable "deregistration_delay_seconds" {
  description = "Seconds that a leaving pod may finish its requests. Default 30."
  type        = number
  default     = 30
  nullable    = false
}

variable "name_prefix" {
  description = "Start of every name, for example `urr-prod`; at most 16 characters."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{0,15}$", var.name_prefix))
    error_message = "alb/names-fit: allowed is a prefix of 1 to 16 letters, digits and hyphens, so that `<prefix>-frontend-<6 characters>` stays within 32. Shorten name_prefix."
  }
}

variable "vpc_id" {
  description = "The VPC in which all of it stands."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "Subnets of its tier, one per zone (architecture.md 1.2)."
  type        = list(string)
  nullable    = false
}

variable "certificate_arn" {
  description = "Certificate in the region of the balancer (ruling A8)."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+$", var.certificate_arn)) && !startswith(var.certificate_arn, "arn:aws:acm:us-east-1:")
    error_message = "alb/regional-certificate: allowed is the ARN of a certificate of AWS Certificate Manager in the region of the balancer, not in us-east-1. Give the regional certificate; the one in us-east-1 belongs to CloudFront (ruling A8)."
  }
}

variable "logs_bucket_name" {
  description = "Bucket of the access logs (architecture.md 5.9)."
  type        = string
  nullable    = false

  validation {
    condition     = var.logs_bucket_name != ""
    error_message = "alb/logs-have-a-home: allowed is the name of a bucket. Keep the logs bucket of the environment: who came in, and who was refused, is written nowhere else."
  }
}

variable "wait_for" {
  description = "What must be there first: the policy that lets the balancer write into the bucket."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "origin_header_values" {
  description = "Values of X-Custom-Header that are let in, the present and the next one; empty where there is no CDN (rulings B14, B15). This module reads 2 of them."
  type        = list(string)
  nullable    = false
  sensitive   = true

  validation {
    condition     = length(var.origin_header_values) <= 2 && length(distinct(var.origin_header_values)) == length(var.origin_header_values) && alltrue([for v in var.origin_header_values : length(v) >= 16 && !can(regex("[*?]", v))])
    error_message = "alb/two-header-values: allowed is at most two different values of the origin header, 16 characters or more each, without * and ?. Keep the present and the next value. A short one is guessed, and a listener rule takes * and ? for any characters."
  }
}
