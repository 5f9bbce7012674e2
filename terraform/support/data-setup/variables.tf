# Written by `npm run hcl` from the constructs; change those, not this file.

variable "name_prefix" {
  description = "Start of the names, for example `urr-prod` (ruling D3)."
  type        = string
  nullable    = false
}

variable "keys_logs_arn" {
  description = "ARN of the key `logs` (module keys)."
  type        = string
  nullable    = false
}

variable "vpc_id" {
  description = "The VPC in which all of it stands."
  type        = string
  nullable    = false
}

variable "notifications_alarms_arn" {
  description = "ARN of the topic `alarms` (module notifications)."
  type        = string
  nullable    = false
}

variable "bundle" {
  description = "Zip with the code of the functions; the tree brings it in bundles/."
  type        = string
  nullable    = false
}

variable "keys_data_arn" {
  description = "ARN of the key `data` (module keys)."
  type        = string
  nullable    = false
}

variable "identities_database_setup_role_arn" {
  description = "ARN of the role `database_setup_role` (module identities)."
  type        = string
  nullable    = false
}

variable "rds_server_secret_arn" {
  description = "Secret ARN of the database server `server` (module rds)."
  type        = string
  nullable    = false
}

variable "secret_arns" {
  description = "ARN of each secret, by its key (module secrets)."
  type        = map(string)
  nullable    = false
}

variable "vpc_app_subnet_a_id" {
  description = "Id of the subnet `app_subnet_a` (module vpc)."
  type        = string
  nullable    = false
}

variable "vpc_app_subnet_c_id" {
  description = "Id of the subnet `app_subnet_c` (module vpc)."
  type        = string
  nullable    = false
}

variable "wait_for" {
  description = "Ids of the policies that must be there before the functions."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "identities_topic_setup_role_arn" {
  description = "ARN of the role `topic_setup_role` (module identities)."
  type        = string
  nullable    = false
}

variable "msk_kafka_bootstrap_brokers_sasl_iam" {
  description = "Bootstrap brokers sasl iam of the Kafka cluster `kafka` (module msk)."
  type        = string
  nullable    = false
}

variable "identities_redis_rotation_role_arn" {
  description = "ARN of the role `redis_rotation_role` (module identities)."
  type        = string
  nullable    = false
}

variable "elasticache_redis_replication_group_id" {
  description = "Replication group id of the elasticache replication group `redis` (module elasticache)."
  type        = string
  nullable    = false
}

variable "elasticache_redis_primary_endpoint_address" {
  description = "Primary endpoint address of the elasticache replication group `redis` (module elasticache)."
  type        = string
  nullable    = false
}

variable "database_host" {
  description = "Where clients find the databases: the proxy, or the server where there is none."
  type        = string
  nullable    = false
}
