# Written by `npm run hcl` from the constructs; change those, not this file.

variable "api_memory_megabytes" {
  description = "MB of the API function. Default 256."
  type        = number
  default     = 256
  nullable    = false

  validation {
    condition     = alltrue([for m in [var.api_memory_megabytes, var.advancer_memory_megabytes] : m >= 128 && m <= 10240]) && var.api_concurrency >= 1 && var.api_concurrency <= 1000 && var.advancer_batch >= 1
    error_message = "lambda-vwr/sizes-in-range: allowed is 128 to 10,240 MB, 1 to 1,000 requests at once, at least one person a cycle. Choose what Lambda offers; without a person a cycle the line stands still."
  }
}

variable "api_timeout_seconds" {
  description = "Seconds that one request may take. Default 10."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.api_timeout_seconds >= 1 && var.api_timeout_seconds <= 29
    error_message = "lambda-vwr/answers-before-the-gateway-gives-up: allowed is 1 to 29 seconds. Lower api_timeout_seconds: API Gateway waits for 29 seconds and then answers 504 by itself."
  }
}

variable "api_concurrency" {
  description = "Requests at once, reserved. Default 100."
  type        = number
  default     = 100
  nullable    = false
}

variable "rate_limit" {
  description = "Requests a second that API Gateway lets through. Default 5,000 (staging 1,000)."
  type        = number
  default     = 5000
  nullable    = false

  validation {
    condition     = var.rate_limit >= 1 && var.burst_limit >= var.rate_limit
    error_message = "lambda-vwr/burst-holds-a-second: allowed is a rate of at least 1 and a burst that is not below it. Raise burst_limit: a burst below the rate makes the rate unreachable."
  }
}

variable "burst_limit" {
  description = "Requests at once above the rate that API Gateway lets through. Default 10,000 (staging 2,000)."
  type        = number
  default     = 10000
  nullable    = false
}

variable "advancer_memory_megabytes" {
  description = "MB of the advancer. Default 128."
  type        = number
  default     = 128
  nullable    = false
}

variable "advancer_timeout_seconds" {
  description = "Seconds until the advancer is cut off. Default 70."
  type        = number
  default     = 70
  nullable    = false
}

variable "advancer_loop_seconds" {
  description = "Seconds after which the advancer starts no further cycle. Default 55 (ruling B22)."
  type        = number
  default     = 55
  nullable    = false

  validation {
    condition     = var.advancer_loop_seconds + 10 <= var.advancer_timeout_seconds && var.advancer_timeout_seconds <= 900
    error_message = "lambda-vwr/loop-ends-before-the-time-out: allowed is a loop at least ten seconds shorter than the time-out, which is 900 seconds at most. Raise advancer_timeout_seconds: the last cycle must end before Lambda cuts it off."
  }
}

variable "advancer_batch" {
  description = "People let in by one cycle. Default 500."
  type        = number
  default     = 500
  nullable    = false
}

variable "position_lifetime_seconds" {
  description = "Seconds until a position expires. Default 86,400 (24 hours, architecture.md 5.8)."
  type        = number
  default     = 86400
  nullable    = false

  validation {
    condition     = floor(var.position_lifetime_seconds) == var.position_lifetime_seconds && var.position_lifetime_seconds >= 3600 && var.position_lifetime_seconds <= 604800
    error_message = "lambda-vwr/places-outlive-the-wait: allowed is whole seconds, from an hour to a week. Take the documented day (86,400): shorter, and places end while people wait; longer, and old lines pile up."
  }
}

variable "log_retention_days" {
  description = "Days that logs are kept. Default 30 (domain.md 10.5, 20)."
  type        = number
  default     = 30
  nullable    = false
}

variable "runtime" {
  description = "Lambda runtime, for example `nodejs22.x`. No default: AWS refuses the documented one (ruling A2)."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^nodejs[0-9]+[.]x$", var.runtime))
    error_message = "lambda-vwr/runtime-is-node: allowed is nodejs<version>.x. Take the runtime from the dated table of stacks/lifecycle.ts (ruling A2)."
  }
}

variable "name_prefix" {
  description = "Start of the names: `urr-prod` makes `urr-prod-vwr-api` and `urr-prod-vwr-advancer` (ruling D3)."
  type        = string
  nullable    = false
}

variable "api_role_arn" {
  description = "Role of the API function: get, put, update and query of the two tables, never a scan (infrastructure.md 8)."
  type        = string
  nullable    = false
}

variable "advancer_role_arn" {
  description = "Role of the function that advances the queue (architecture.md 7)."
  type        = string
  nullable    = false
}

variable "scheduler_role_arn" {
  description = "Role by which EventBridge Scheduler calls the advancer."
  type        = string
  nullable    = false
}

variable "api_gateway_logs_role_arn" {
  description = "Role by which API Gateway writes logs. It is one setting of the whole account and region, so only one environment of an account gives it. Default: the account has one already."
  type        = string
  nullable    = false
}

variable "counters_table_name" {
  description = "Table of the counters (module dynamodb-vwr)."
  type        = string
  nullable    = false
}

variable "positions_table_name" {
  description = "Table of the positions (module dynamodb-vwr)."
  type        = string
  nullable    = false
}

variable "api_bundle" {
  description = "Zip with the code of the API function; the tree brings it in bundles/."
  type        = string
  nullable    = false
}

variable "advancer_bundle" {
  description = "Zip with the code of the advancing function; the tree brings it in bundles/."
  type        = string
  nullable    = false
}

variable "api_environment_vwr_token_keys_secret_arn" {
  description = "Further environment variables of the API function, such as the name of the secret with its signing key. Default none. Here: `vwr_token_keys_secret_arn`."
  type        = string
  nullable    = false
}

variable "alarm_topic_arn" {
  description = "SNS topic of the alarms (architecture.md 10)."
  type        = string
  nullable    = false
}

variable "environment_key_arn" {
  description = "KMS key of the environment variables. Default: the key of the service."
  type        = string
  nullable    = false
}

variable "logs_key_arn" {
  description = "KMS key of the log groups. Default: the key of the service."
  type        = string
  nullable    = false
}

variable "wait_for" {
  description = "Policies of the roles."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "advancer_environment_origin_health_url" {
  description = "Further environment variables of the advancer. Default none. Here: `origin_health_url`."
  type        = string
  default     = null
}

variable "tracing" {
  description = "Traces by X-Ray. Default true."
  type        = bool
  default     = true
  nullable    = false
}
