# Written by `npm run hcl` from the constructs; change those, not this file.

variable "engine_version" {
  description = "Redis version. Default `7.1`."
  type        = string
  default     = "7.1"
  nullable    = false

  validation {
    condition     = contains(["7.0", "7.1"], var.engine_version)
    error_message = "elasticache/redis-7: allowed is 7.0 or 7.1. Give the last version that ElastiCache has under the name redis; later ones are called valkey."
  }
}

variable "node_type" {
  description = "Default `cache.t4g.micro`."
  type        = string
  default     = "cache.t4g.micro"
  nullable    = false
}

variable "automatic_failover" {
  description = "Whether a copy takes over when the primary is away; needs two nodes. Default true."
  type        = bool
  default     = true
  nullable    = false
}

variable "multi_az" {
  description = "Whether the nodes stand in different zones; needs failover. Default true."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = !var.multi_az || var.automatic_failover
    error_message = "elasticache/zones-need-failover: allowed is multi_az together with automatic_failover. Set automatic_failover to true, or multi_az to false: ElastiCache refuses the one without the other."
  }
}

variable "maxmemory_policy" {
  description = "What Redis does when its memory is full. Default `noeviction`: it refuses writes instead of dropping seat locks and places in the queue (ruling B21)."
  type        = string
  default     = "noeviction"
  nullable    = false

  validation {
    condition     = contains(["noeviction", "volatile-ttl"], var.maxmemory_policy)
    error_message = "elasticache/keeps-locks: allowed is noeviction or volatile-ttl. Keep noeviction (B21): any other policy drops seat locks and places in the queue when the memory is full."
  }
}

variable "idle_timeout_seconds" {
  description = "Seconds after which an idle client is disconnected. Default 300."
  type        = number
  default     = 300
  nullable    = false

  validation {
    condition     = var.idle_timeout_seconds == 0 || var.idle_timeout_seconds >= 60
    error_message = "elasticache/idle-clients: allowed is 0 (never), or at least 60 seconds. Raise idle_timeout_seconds: below it healthy pools are cut off between two sales."
  }
}

variable "snapshot_retention_days" {
  description = "Days that snapshots are kept; the document names none. Default 5."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.snapshot_retention_days >= 0 && var.snapshot_retention_days <= 35
    error_message = "elasticache/snapshots-in-range: allowed is 0 to 35 days. Choose how long ElastiCache keeps a snapshot; 0 makes none."
  }
}

variable "log_retention_days" {
  description = "Days that slow log and engine log are kept; the document names none. Default 30."
  type        = number
  default     = 30
  nullable    = false
}

variable "name_prefix" {
  description = "Start of all names, for example `urr-prod` for the group `urr-prod-redis`."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.name_prefix) <= 34 && can(regex("^[a-z](-?[a-z0-9])*$", var.name_prefix))
    error_message = "elasticache/name-fits: allowed is 1 to 34 lower-case letters, digits and single hyphens, beginning with a letter. Shorten name_prefix: the group is called <name_prefix>-redis and may have 40 characters."
  }
}

variable "account_id" {
  description = "The account whose log deliveries may write (AWS recommends to name it: another account's could otherwise)."
  type        = string
  nullable    = false
}

variable "vpc_id" {
  description = "The VPC in which all of it stands."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "The isolated tier (architecture.md 1.2)."
  type        = list(string)
  nullable    = false
}

variable "key_arn" {
  description = "KMS key of the data at rest and of the snapshots."
  type        = string
  nullable    = false
}

variable "logs_key_arn" {
  description = "KMS key of the log groups; without it CloudWatch's own encryption."
  type        = string
  nullable    = false
}

variable "alarm_topic_arn" {
  description = "SNS topic that hears of alarms."
  type        = string
  nullable    = false
}

variable "node_count" {
  description = "Nodes: one primary, the others its copies. Default 2."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.node_count >= 1 && var.node_count <= 6 && floor(var.node_count) == var.node_count
    error_message = "elasticache/nodes-in-range: allowed is 1 to 6 nodes. A group without sharding has one primary and at most five copies."
  }

  validation {
    condition     = !var.automatic_failover || var.node_count >= 2
    error_message = "elasticache/failover-needs-two-nodes: allowed is failover with at least two nodes. Raise node_count, or set automatic_failover and multi_az to false: one node has nobody to take over."
  }
}
