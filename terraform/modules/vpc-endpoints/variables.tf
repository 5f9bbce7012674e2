# Written by `npm run hcl` from the constructs; change those, not this file.

variable "name_prefix" {
  description = "Start of every name, for example `urr-prod`."
  type        = string
  nullable    = false
}

variable "region" {
  description = "Region of the service names, for example `ap-northeast-2`."
  type        = string
  nullable    = false
}

variable "account_id" {
  description = "The only account whose principals may use the endpoints."
  type        = string
  nullable    = false
}

variable "vpc_id" {
  description = "The VPC in which all of it stands."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "Where the interface endpoints stand (architecture.md 1.4: App subnets)."
  type        = list(string)
  nullable    = false
}

variable "route_table_ids" {
  description = "Tables that get the routes of the gateway endpoints: all (architecture.md 1.4)."
  type        = list(string)
  nullable    = false
}
