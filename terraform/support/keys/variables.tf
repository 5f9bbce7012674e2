# Written by `npm run hcl` from the constructs; change those, not this file.

variable "name_prefix" {
  description = "Start of the names, for example `urr-prod` (ruling D3)."
  type        = string
  nullable    = false
}

variable "account_id" {
  description = "AWS account, twelve digits: names and policies carry it."
  type        = string
  nullable    = false
}
