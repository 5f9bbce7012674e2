# Written by `npm run hcl` from the constructs; change those, not this file.

variable "memory_megabytes" {
  description = "MB. Default 256."
  type        = number
  default     = 256
  nullable    = false
}

variable "concurrency" {
  description = "Batches at once: the limit of the trigger and the reserve of the function. Default 10 (staging 5)."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = floor(var.concurrency) == var.concurrency && var.concurrency >= 2 && var.concurrency <= 1000
    error_message = "lambda-worker/concurrency-in-range: allowed is 2 to 1,000 batches at once. Choose a concurrency that the trigger accepts; below 2 it refuses."
  }
}

variable "batch_size" {
  description = "Messages of one batch, at most. Default 10."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = floor(var.batch_size) == var.batch_size && var.batch_size >= 1 && var.batch_size <= 10
    error_message = "lambda-worker/batch-in-range: allowed is 1 to 10 messages. A FIFO queue gives ten messages at once at most."
  }
}

variable "log_retention_days" {
  description = "Days that the log is kept. Default 30 (domain.md 10.5, 20)."
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
    error_message = "lambda-worker/runtime-is-node: allowed is nodejs<version>.x. Take the runtime from the dated table of stacks/lifecycle.ts (ruling A2)."
  }
}

variable "name_prefix" {
  description = "Start of the names: `urr-prod` makes `urr-prod-ticket-worker` (ruling D3)."
  type        = string
  nullable    = false
}

variable "vpc_id" {
  description = "The VPC in which all of it stands."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "Streaming subnets (architecture.md 5.7)."
  type        = list(string)
  nullable    = false
}

variable "role_arn" {
  description = "Role of the function (architecture.md 7)."
  type        = string
  nullable    = false
}

variable "queue_arn" {
  description = "The FIFO queue that it reads."
  type        = string
  nullable    = false
}

variable "bundle" {
  description = "Zip with the code of the function; the tree brings it in bundles/."
  type        = string
  nullable    = false
}

variable "environment_database_host" {
  description = "Addresses and names of secrets, never secrets and never names of the cluster (ruling B20). Here: `database_host`."
  type        = string
  nullable    = false
}

variable "environment_database_secret_arn" {
  description = "Addresses and names of secrets, never secrets and never names of the cluster (ruling B20). Here: `database_secret_arn`."
  type        = string
  nullable    = false
}

variable "environment_redis_host" {
  description = "Addresses and names of secrets, never secrets and never names of the cluster (ruling B20). Here: `redis_host`."
  type        = string
  nullable    = false
}

variable "environment_redis_secret_arn" {
  description = "Addresses and names of secrets, never secrets and never names of the cluster (ruling B20). Here: `redis_secret_arn`."
  type        = string
  nullable    = false
}

variable "environment_max_receive_count" {
  description = "Addresses and names of secrets, never secrets and never names of the cluster (ruling B20). Here: `max_receive_count`."
  type        = string
  nullable    = false
}

variable "environment_node_extra_ca_certs" {
  description = "Addresses and names of secrets, never secrets and never names of the cluster (ruling B20). Here: `node_extra_ca_certs`."
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
  description = "KMS key of the log group. Default: the key of the service."
  type        = string
  nullable    = false
}

variable "wait_for" {
  description = "Policies of the role: the function needs them to get its network interfaces and to read the queue."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "tracing" {
  description = "Traces by X-Ray. Default true (staging false)."
  type        = bool
  default     = true
  nullable    = false
}
