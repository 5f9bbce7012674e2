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

variable "repository" {
  description = "GitHub repository, owner/name, whose pipeline may deploy."
  type        = string
  nullable    = false
}

variable "eks_oidc_arn" {
  description = "ARN of the identity provider `oidc` (module eks)."
  type        = string
  nullable    = false
}

variable "eks_cluster_issuer" {
  description = "Issuer of the EKS cluster `cluster` (module eks)."
  type        = string
  nullable    = false
}

variable "namespace" {
  description = "Kubernetes namespace of the services (architecture.md 9)."
  type        = string
  nullable    = false
}

variable "secret_arns" {
  description = "Secrets of each service; one that is not named has none."
  type        = map(string)
  nullable    = false
}

variable "rds_server_secret_arn" {
  description = "Secret ARN of the database server `server` (module rds)."
  type        = string
  nullable    = false
}

variable "keys_data_arn" {
  description = "ARN of the key `data` (module keys)."
  type        = string
  nullable    = false
}

variable "msk_kafka_arn" {
  description = "ARN of the Kafka cluster `kafka` (module msk)."
  type        = string
  nullable    = false
}

variable "elasticache_redis_arn" {
  description = "ARN of the elasticache replication group `redis` (module elasticache)."
  type        = string
  nullable    = false
}

variable "sqs_queue_arn" {
  description = "ARN of the queue `queue` (module sqs)."
  type        = string
  nullable    = false
}

variable "dynamodb_vwr_counters_arn" {
  description = "ARN of the dynamodb table `counters` (module dynamodb_vwr)."
  type        = string
  nullable    = false
}

variable "dynamodb_vwr_positions_arn" {
  description = "ARN of the dynamodb table `positions` (module dynamodb_vwr)."
  type        = string
  nullable    = false
}

variable "s3_frontend_bucket_arn" {
  description = "ARN of the bucket `frontend_bucket` (module s3)."
  type        = string
  nullable    = false
}

variable "alb_gateway_group_arn" {
  description = "ARN of the target group `gateway_group` (module alb)."
  type        = string
  nullable    = false
}

variable "alb_frontend_group_arn" {
  description = "ARN of the target group `frontend_group` (module alb)."
  type        = string
  nullable    = false
}

variable "cluster_prefix" {
  description = "Start of the names around the cluster, for example `urr-spring` (ruling D3)."
  type        = string
  nullable    = false
}

variable "eks_cluster_name" {
  description = "Name of the EKS cluster `cluster` (module eks)."
  type        = string
  nullable    = false
}

variable "environment" {
  description = "Name of the environment, as in environments/: `prod` or `staging`."
  type        = string
  nullable    = false
}

variable "proxy" {
  description = "Whether a proxy stands before the database (ruling D4)."
  type        = bool
  nullable    = false
}

variable "cdn" {
  description = "Whether CloudFront stands in front, with its function at the edge."
  type        = bool
  nullable    = false
}

variable "tracing" {
  description = "Whether functions may write to X-Ray."
  type        = bool
  nullable    = false
}
