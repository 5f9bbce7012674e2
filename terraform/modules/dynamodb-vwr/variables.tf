# Written by `npm run hcl` from the constructs; change those, not this file.

variable "recovery_days" {
  description = "Days that point-in-time recovery reaches back. Default 35, the most there is."
  type        = number
  default     = 35
  nullable    = false

  validation {
    condition     = floor(var.recovery_days) == var.recovery_days && var.recovery_days >= 1 && var.recovery_days <= 35
    error_message = "dynamodb-vwr/recovery-in-range: allowed is 1 to 35 days. Choose how far back the tables can be restored."
  }
}

variable "expiry_attribute" {
  description = "Attribute that holds the second (Unix time) at which a position may be deleted. Default `ttl`."
  type        = string
  default     = "ttl"
  nullable    = false

  validation {
    condition     = var.expiry_attribute != "" && !contains(["eventId", "requestId", "position"], var.expiry_attribute)
    error_message = "dynamodb-vwr/expiry-is-its-own-attribute: allowed is a name other than eventId, requestId and position. Name the attribute that holds the expiry; a key would be taken for a date and the row deleted."
  }
}

variable "deletion_protection" {
  description = "Refuses to delete the tables while true. Default true."
  type        = bool
  default     = true
  nullable    = false
}

variable "name_prefix" {
  description = "Start of the table names: `urr-prod` makes `urr-prod-vwr-counters` (architecture.md 5.8, ruling D3)."
  type        = string
  nullable    = false
}

variable "key_arn" {
  description = "KMS key of both tables. Default: the key that AWS owns."
  type        = string
  nullable    = false
}
