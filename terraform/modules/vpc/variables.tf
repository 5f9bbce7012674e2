# Written by `npm run hcl` from the constructs; change those, not this file.

variable "cidr" {
  description = "IPv4 block of the VPC. Default 10.0.0.0/16 (staging: 10.1.0.0/16)."
  type        = string
  default     = "10.0.0.0/16"
  nullable    = false

  validation {
    condition     = can(cidrsubnet(var.cidr, 0, 0)) && cidrsubnet(var.cidr, 0, 0) == var.cidr && tonumber(split("/", var.cidr)[1]) >= 16 && tonumber(split("/", var.cidr)[1]) <= 28 && anytrue([for b in ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] : cidrsubnet(format("%s/%s", cidrhost(var.cidr, 0), split("/", b)[1]), 0, 0) == b])
    error_message = "vpc/private-block: allowed is a block of /16 to /28 inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, without bits beyond its prefix. Choose a private block such as 10.0.0.0/16: foreign addresses would be cut off for everybody inside."
  }
}

variable "flow_log_retention_days" {
  description = "Days that flow logs are kept. Default 30; the document has no value."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288], var.flow_log_retention_days)
    error_message = "vpc/flow-log-retention: allowed is one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 days. Choose a number of days that CloudWatch Logs knows; 0 would keep the logs for ever."
  }
}

variable "name_prefix" {
  description = "Start of every name, for example `urr-prod`."
  type        = string
  nullable    = false
}

variable "cluster_name" {
  description = "Name of the EKS cluster, literal: subnets are tagged with it so that load balancers and autoscalers find them."
  type        = string
  nullable    = false
}

variable "flow_logs_role_arn" {
  description = "Role that VPC Flow Logs assumes to write into the log group."
  type        = string
  nullable    = false
}

variable "logs_key_arn" {
  description = "KMS key of the flow log group. Default: the key of CloudWatch Logs."
  type        = string
  nullable    = false
}
