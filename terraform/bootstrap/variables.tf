# Written by `npm run hcl` from the constructs; change those, not this file.

variable "account_id" {
  description = "The only account that the provider accepts."
  type        = string
  nullable    = false
}

variable "name_prefix" {
  description = "Start of the names: `urr-prod` or `urr-staging` (ruling D3)."
  type        = string
  nullable    = false
}

variable "environment" {
  description = "Whose state it keeps, as in environments/: it becomes a tag."
  type        = string
  nullable    = false
}

variable "region" {
  description = "Where the state lies."
  type        = string
  nullable    = false
}
