# Written by `npm run hcl` from the constructs; change those, not this file.

variable "noncurrent_days" {
  description = "Days that a replaced version of a frontend file is kept. Default 30."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.noncurrent_days >= 1 && var.abort_upload_days >= 1
    error_message = "s3/clean-up-takes-a-day: allowed is at least 1 day. S3 counts whole days."
  }
}

variable "abort_upload_days" {
  description = "Days after which an upload that was begun and not ended is removed. Default 7."
  type        = number
  default     = 7
  nullable    = false
}

variable "logs_infrequent_days" {
  description = "Days after which logs move to Standard-IA. Default 30."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.logs_infrequent_days >= 30
    error_message = "s3/infrequent-after-30-days: allowed is at least 30 days. S3 moves nothing younger than 30 days to Standard-IA."
  }

  validation {
    condition     = var.logs_glacier_days >= var.logs_infrequent_days + 30
    error_message = "s3/glacier-after-infrequent: allowed is Glacier at least 30 days after Standard-IA. Raise logs_glacier_days: S3 refuses a rule that leaves Standard-IA sooner."
  }
}

variable "logs_glacier_days" {
  description = "Days after which logs move to Glacier. Default 90."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.logs_delete_days >= var.logs_glacier_days + 90
    error_message = "s3/deletion-after-glacier: allowed is deletion at least 90 days after Glacier. Raise logs_delete_days: Glacier bills 90 days whatever happens, and deletion on the same day is refused."
  }
}

variable "logs_delete_days" {
  description = "Days after which logs are deleted. Default 180: 90 days after Glacier (ruling A5)."
  type        = number
  default     = 180
  nullable    = false
}

variable "bucket_prefix" {
  description = "Start of the bucket names, unique in the world: `urr-prod-123456789012` makes `urr-prod-123456789012-frontend`."
  type        = string
  nullable    = false
}

variable "account_id" {
  description = "AWS account, twelve digits: names of buckets and policies carry it."
  type        = string
  nullable    = false
}

variable "region" {
  description = "Region of the stack, for example `ap-northeast-2`."
  type        = string
  nullable    = false
}

variable "distribution_arn" {
  description = "The distribution that may read the frontend bucket, often Lazy. Default none: then nobody reads it from outside."
  type        = string
  default     = null
}
