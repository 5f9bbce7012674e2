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
