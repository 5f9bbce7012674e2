# Written by `npm run hcl` from the constructs; change those, not this file.

variable "alb_security_group_https_id" {
  description = "Id of the security group `security_group_https` (module alb)."
  type        = string
  nullable    = false
}

variable "alb_security_group_http_id" {
  description = "Id of the security group `security_group_http` (module alb)."
  type        = string
  nullable    = false
}

variable "eks_nodes_group_id" {
  description = "Id of the security group `nodes_group` (module eks)."
  type        = string
  nullable    = false
}

variable "eks_control_plane_group_id" {
  description = "Id of the security group `control_plane_group` (module eks)."
  type        = string
  nullable    = false
}

variable "rds_proxy_group_id" {
  description = "Id of the security group `proxy_group`; null where there is none (module rds)."
  type        = string
  default     = null
}

variable "lambda_worker_security_group_id" {
  description = "Id of the security group `security_group` (module lambda_worker)."
  type        = string
  nullable    = false
}

variable "data_setup_group_id" {
  description = "Id of the security group `group` (module data_setup)."
  type        = string
  nullable    = false
}

variable "rds_server_group_id" {
  description = "Id of the security group `server_group` (module rds)."
  type        = string
  nullable    = false
}

variable "elasticache_group_id" {
  description = "Id of the security group `group` (module elasticache)."
  type        = string
  nullable    = false
}

variable "msk_group_id" {
  description = "Id of the security group `group` (module msk)."
  type        = string
  nullable    = false
}

variable "vpc_endpoints_security_group_id" {
  description = "Id of the security group `security_group` (module vpc_endpoints)."
  type        = string
  nullable    = false
}

variable "proxy" {
  description = "Whether a proxy stands before the database (ruling D4)."
  type        = bool
  nullable    = false
}

variable "ingress_cidrs" {
  description = "IPv4 blocks that may reach the load balancer; empty where CloudFront is in front (ruling B15)."
  type        = list(string)
  default     = []
  nullable    = false
}
