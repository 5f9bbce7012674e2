# Written by `npm run hcl` from the constructs; change those, not this file.

variable "account_id" {
  description = "The only account that the provider accepts."
  type        = string
  nullable    = false
}

variable "domain" {
  description = "Where people find the platform."
  type        = string
  nullable    = false
}

variable "repository" {
  description = "GitHub repository, owner/name, whose pipeline may deploy."
  type        = string
  nullable    = false
}

variable "alarm_emails" {
  description = "Who gets the alarms."
  type        = list(string)
  nullable    = false
}

variable "admin_role_arns" {
  description = "Roles that may administer the cluster."
  type        = list(string)
  nullable    = false
}

variable "ingress_cidrs" {
  description = "Who may reach the load balancer without a CDN."
  type        = list(string)
  nullable    = false
}

variable "name_prefix" {
  description = "Start of all names (ruling D3)."
  type        = string
  nullable    = false
}

variable "cluster_prefix" {
  description = "Start of the names around the cluster (ruling D3)."
  type        = string
  nullable    = false
}

variable "namespace" {
  description = "Kubernetes namespace of the services (architecture.md 9)."
  type        = string
  nullable    = false
}
