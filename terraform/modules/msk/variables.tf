# Written by `npm run hcl` from the constructs; change those, not this file.

variable "broker_type" {
  description = "Default `kafka.t3.small`."
  type        = string
  default     = "kafka.t3.small"
  nullable    = false

  validation {
    condition     = can(regex("^kafka\\.(t3\\.small|m5\\.[a-z0-9]+|m7g\\.[a-z0-9]+)$", var.broker_type))
    error_message = "msk/broker-type: allowed is kafka.t3.small, kafka.m5.* or kafka.m7g.*. Choose a type of standard brokers; the others have no disk of their own, which storage_gb describes."
  }
}

variable "storage_gb" {
  description = "GB of disk of each broker. Default 50."
  type        = number
  default     = 50
  nullable    = false

  validation {
    condition     = var.storage_gb >= 1 && var.storage_gb <= 16384
    error_message = "msk/storage-in-range: allowed is 1 to 16,384 GB. MSK makes no other disks. Storage never shrinks, so begin small."
  }
}

variable "partitions" {
  description = "Partitions of a new topic. Default 3."
  type        = number
  default     = 3
  nullable    = false

  validation {
    condition     = var.partitions >= 1 && var.partitions <= 100 && var.retention_hours >= 1 && var.retention_hours <= 8760
    error_message = "msk/topics-in-range: allowed is 1 to 100 partitions, 1 hour to 8,760 hours (a year). Choose what a new topic has; -1 hours would keep everything until the disk is full."
  }
}

variable "min_in_sync_replicas" {
  description = "Copies that must have a message before its producer is answered. Default 2."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.min_in_sync_replicas >= 2 && var.min_in_sync_replicas <= var.replication_factor
    error_message = "msk/answered-when-safe: allowed is two in-sync copies or more, not above the copies that there are. Keep min_in_sync_replicas at 2: with 1 a payment event is lost together with its broker."
  }
}

variable "retention_hours" {
  description = "Hours that messages are kept. Default 168 (7 days)."
  type        = number
  default     = 168
  nullable    = false
}

variable "log_retention_days" {
  description = "Days that the brokers' logs are kept; the document names none. Default 30."
  type        = number
  default     = 30
  nullable    = false
}

variable "replication_factor" {
  description = "Copies of a new topic. Default 2, or 3 where there are three brokers."
  type        = number
  nullable    = false
}

variable "kafka_version" {
  description = "Kafka version, for example `3.8.x`. No default: AWS ended support of the documented 3.6.0 (ruling A9), stacks/lifecycle.ts holds what is deployed."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+\\.([0-9]+|x)$", var.kafka_version))
    error_message = "msk/kafka-version: allowed is a version as MSK writes it: 3.8.x, 3.9.x, 3.6.0. Take the version from stacks/lifecycle.ts."
  }
}

variable "name_prefix" {
  description = "Start of all names, for example `urr-prod` for the cluster `urr-prod-kafka`."
  type        = string
  nullable    = false
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

variable "key_arn" {
  description = "KMS key of the disks."
  type        = string
  nullable    = false
}

variable "logs_key_arn" {
  description = "KMS key of the log group; without it CloudWatch's own encryption."
  type        = string
  nullable    = false
}

variable "alarm_topic_arn" {
  description = "SNS topic that hears of alarms."
  type        = string
  nullable    = false
}
