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

variable "secrets_recovery_window_days" {
  description = "Days in which a deleted secret can be brought back; 0 deletes at once. Default 30."
  type        = number
  nullable    = false
}

variable "environment" {
  description = "Name of the environment, as in environments/: `prod` or `staging`."
  type        = string
  nullable    = false
}

variable "proxy" {
  description = "RDS Proxy in front (ruling D4: production only). Default true."
  type        = bool
  nullable    = false
}

variable "cdn" {
  description = "Whether CloudFront stands in front, with its function at the edge."
  type        = bool
  nullable    = false
}

variable "tracing" {
  description = "Traces by X-Ray. Default true."
  type        = bool
  nullable    = false
}

variable "vpc_cidr" {
  description = "IPv4 block of the VPC. Default 10.0.0.0/16 (staging: 10.1.0.0/16)."
  type        = string
  nullable    = false
}

variable "eks_instance_types" {
  description = "EC2 types of the nodes, one processor architecture. Default `['t3.medium']` (staging: t3.small)."
  type        = list(string)
  nullable    = false
}

variable "eks_capacity_type" {
  description = "`ON_DEMAND` or `SPOT`. Default `ON_DEMAND` (staging: SPOT)."
  type        = string
  nullable    = false
}

variable "eks_desired_nodes" {
  description = "Nodes at the start; afterwards the autoscaler decides. Default 3 (staging: 2)."
  type        = number
  nullable    = false
}

variable "eks_min_nodes" {
  description = "Default 2 (staging: 1)."
  type        = number
  nullable    = false
}

variable "eks_max_nodes" {
  description = "Default 5 (staging: 3)."
  type        = number
  nullable    = false
}

variable "eks_max_pods_per_node" {
  description = "Pod slots of a node: prefix delegation lifts the limit of the network cards, memory for the kubelet is kept per slot. Default 40."
  type        = number
  nullable    = false
}

variable "rds_multi_az" {
  description = "A standby in the other zone. Default true."
  type        = bool
  nullable    = false
}

variable "deletion_protection" {
  description = "True refuses to delete the balancer. Default true (architecture.md 5.4: on in prod)."
  type        = bool
  nullable    = false
}

variable "rds_storage_gb" {
  description = "GB (gp3). Default 50."
  type        = number
  nullable    = false
}

variable "rds_max_storage_gb" {
  description = "GB up to which the storage grows by itself; null where it does not. Default 100."
  type        = number
}

variable "rds_final_snapshot" {
  description = "Whether deleting the server leaves a snapshot. Default true."
  type        = bool
  nullable    = false
}

variable "elasticache_automatic_failover" {
  description = "Whether a copy takes over when the primary is away; needs two nodes. Default true."
  type        = bool
  nullable    = false
}

variable "elasticache_multi_az" {
  description = "Whether the nodes stand in different zones; needs failover. Default true."
  type        = bool
  nullable    = false
}

variable "elasticache_node_count" {
  description = "Nodes: one primary, the others its copies. Default 2."
  type        = number
  nullable    = false
}

variable "msk_storage_gb" {
  description = "GB of disk of each broker. Default 50."
  type        = number
  nullable    = false
}

variable "lambda_worker_concurrency" {
  description = "Batches at once: the limit of the trigger and the reserve of the function. Default 10 (staging 5)."
  type        = number
  nullable    = false
}

variable "lambda_vwr_rate_limit" {
  description = "Requests a second that API Gateway lets through. Default 5,000 (staging 1,000)."
  type        = number
  nullable    = false
}

variable "lambda_vwr_burst_limit" {
  description = "Requests at once above the rate that API Gateway lets through. Default 10,000 (staging 2,000)."
  type        = number
  nullable    = false
}
