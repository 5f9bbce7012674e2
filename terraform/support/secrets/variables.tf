# Written by `npm run hcl` from the constructs; change those, not this file.

variable "name_prefix" {
  description = "Start of the names, for example `urr-prod` (ruling D3)."
  type        = string
  nullable    = false
}

variable "keys_data_arn" {
  description = "ARN of the key `data` (module keys)."
  type        = string
  nullable    = false
}

variable "recovery_window_days" {
  description = "Days in which a deleted secret can be brought back; 0 deletes at once. Default 30."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.recovery_window_days == 0 || (var.recovery_window_days >= 7 && var.recovery_window_days <= 30)
    error_message = "secrets/recovery-window: allowed is 0, or 7 to 30 days. Choose how long a deleted secret can be brought back; Secrets Manager knows no other time."
  }
}
