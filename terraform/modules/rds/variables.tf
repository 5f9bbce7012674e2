# Written by `npm run hcl` from the constructs; change those, not this file.

variable "instance_class" {
  description = "Default `db.t4g.micro`."
  type        = string
  default     = "db.t4g.micro"
  nullable    = false

  validation {
    condition     = contains(["db.t4g.micro", "db.t4g.small", "db.t4g.medium", "db.t4g.large", "db.m7g.large", "db.m7g.xlarge", "db.r7g.large", "db.r7g.xlarge"], var.instance_class)
    error_message = "rds/instance-class-known: allowed is db.t4g.micro, db.t4g.small, db.t4g.medium, db.t4g.large, db.m7g.large, db.m7g.xlarge, db.r7g.large, db.r7g.xlarge. Choose one of them, or add its memory to modules/rds/instance-classes.ts: alarms and budgets need it."
  }
}

variable "multi_az" {
  description = "A standby in the other zone. Default true."
  type        = bool
  default     = true
  nullable    = false
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the server. Default true."
  type        = bool
  default     = true
  nullable    = false
}

variable "backup_retention_days" {
  description = "Days that backups are kept. Default 7."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.backup_retention_days >= 1 && var.backup_retention_days <= 35
    error_message = "rds/backups-kept: allowed is 1 to 35 days. Choose how far back one must be able to go; 0 would switch backups and point-in-time recovery off."
  }
}

variable "slow_query_ms" {
  description = "Milliseconds from which a query is written to the log. Default 1,000."
  type        = number
  default     = 1000
  nullable    = false

  validation {
    condition     = var.slow_query_ms >= 1 && var.slow_query_ms <= 60000
    error_message = "rds/slow-queries-logged: allowed is 1 ms to 60,000 ms. Choose from which time a query is written down: 0 would log all of them with their values, -1 none."
  }
}

variable "monitoring_interval_seconds" {
  description = "Seconds between two measurements of Enhanced Monitoring; 0 switches it off. Default 60."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = contains([0, 1, 5, 10, 15, 30, 60], var.monitoring_interval_seconds)
    error_message = "rds/monitoring-interval: allowed is 0, 1, 5, 10, 15, 30 or 60 seconds. Choose an interval that Enhanced Monitoring has."
  }
}

variable "insights_retention_days" {
  description = "Days that Performance Insights keeps. Default 7."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = contains(concat([7, 731], [for n in range(1, 24) : n * 31]), var.insights_retention_days)
    error_message = "rds/insights-retention: allowed is 7 days, a multiple of 31 up to 713, or 731. Performance Insights keeps for no other time; 7 days cost nothing."
  }
}

variable "log_retention_days" {
  description = "Days that exported logs are kept; the document names none. Default 30."
  type        = number
  default     = 30
  nullable    = false
}

variable "name_prefix" {
  description = "Start of all names, for example `urr-prod` for the server `urr-prod-postgres`."
  type        = string
  nullable    = false
}

variable "vpc_id" {
  description = "The VPC in which all of it stands."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "Where the server lives: the isolated tier (architecture.md 1.2)."
  type        = list(string)
  nullable    = false
}

variable "storage_key_arn" {
  description = "KMS key of the storage, the snapshots and Performance Insights."
  type        = string
  nullable    = false
}

variable "secrets_key_arn" {
  description = "KMS key of the master password's secret; without it AWS's own key of Secrets Manager."
  type        = string
  nullable    = false
}

variable "logs_key_arn" {
  description = "KMS key of the log groups; without it CloudWatch's own encryption."
  type        = string
  nullable    = false
}

variable "monitoring_role_arn" {
  description = "The role with AmazonRDSEnhancedMonitoringRole (architecture.md 7)."
  type        = string
  nullable    = false
}

variable "alarm_topic_arn" {
  description = "SNS topic that hears of alarms."
  type        = string
  nullable    = false
}

variable "wait_for" {
  description = "What must be there before the server: the policy of the monitoring role."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "proxy_max_connections_percent" {
  description = "Share of the server's connections that the proxy may open, in percent. Default 100."
  type        = number
  default     = 100
  nullable    = false

  validation {
    condition     = var.proxy_max_connections_percent >= 1 && var.proxy_max_connections_percent <= 100 && var.proxy_max_idle_percent >= 0 && var.proxy_max_idle_percent <= var.proxy_max_connections_percent
    error_message = "rds/proxy-pool-in-range: allowed is 1 to 100 percent of the connections, idle ones no more than all. Lower proxy_max_idle_percent or raise proxy_max_connections_percent."
  }
}

variable "proxy_max_idle_percent" {
  description = "Share of the server's connections that the proxy keeps open while idle, in percent. Default 50."
  type        = number
  default     = 50
  nullable    = false
}

variable "proxy_subnet_ids" {
  description = "Where the proxy lives, beside the nodes (architecture.md 5.1)."
  type        = list(string)
  nullable    = false
}

variable "proxy_role_arn" {
  description = "The role that reads the proxy's secrets (architecture.md 7); needed with a proxy."
  type        = string
  default     = null
}

variable "database_secret_arns" {
  description = "One secret per database role, `{\"username\": ..., \"password\": ...}`: whom the proxy lets in, besides the master user, as whom stacks/support/data-setup comes (nobody but the proxy reaches the server). This module reads 6 of them."
  type        = list(string)
  nullable    = false
}

variable "storage_gb" {
  description = "GB (gp3). Default 50."
  type        = number
  default     = 50
  nullable    = false

  validation {
    condition     = var.storage_gb >= 20 && var.storage_gb <= 65536
    error_message = "rds/storage-in-range: allowed is 20 to 65,536 GB. RDS makes no gp3 volume outside of this."
  }

  validation {
    condition     = var.max_storage_gb == null ? true : 10 * var.max_storage_gb >= 11 * var.storage_gb
    error_message = "rds/storage-can-grow: allowed is null, or a max_storage_gb at least a tenth above storage_gb. Raise max_storage_gb, or set it to null where the storage must not grow: RDS refuses a smaller step."
  }
}

variable "max_storage_gb" {
  description = "GB up to which the storage grows by itself; null where it does not. Default 100."
  type        = number
  default     = 100
}

variable "final_snapshot" {
  description = "Whether deleting the server leaves a snapshot. Default true."
  type        = bool
  default     = true
  nullable    = false
}

variable "proxy" {
  description = "RDS Proxy in front (ruling D4: production only). Default true."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = !var.proxy || (var.proxy_role_arn != null && length(var.database_secret_arns) >= 1 && length(var.database_secret_arns) <= 200)
    error_message = "rds/proxy-has-secrets: allowed is without a proxy anything; with one a role and 1 to 200 secrets. Give proxy_role_arn and the secret of every database role: a proxy lets in whom it has a secret for."
  }
}
