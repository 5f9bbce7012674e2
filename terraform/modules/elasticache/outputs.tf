# Written by `npm run hcl` from the constructs; change those, not this file.

output "redis_arn" {
  description = "ARN of the elasticache replication group `redis`."
  value       = aws_elasticache_replication_group.redis.arn
}

output "group_id" {
  description = "Id of the security group `group`."
  value       = aws_security_group.group.id
}

output "redis_replication_group_id" {
  description = "Replication group id of the elasticache replication group `redis`."
  value       = aws_elasticache_replication_group.redis.replication_group_id
}

output "redis_primary_endpoint_address" {
  description = "Host name of the node that takes writes; it follows a failover."
  value       = aws_elasticache_replication_group.redis.primary_endpoint_address
}

output "memory_alarm_001_alarm_arn" {
  description = "ARN of the alarm `memory_alarm_001_alarm`."
  value       = aws_cloudwatch_metric_alarm.memory_alarm_001_alarm.arn
}

output "evictions_alarm_001_alarm_arn" {
  description = "ARN of the alarm `evictions_alarm_001_alarm`."
  value       = aws_cloudwatch_metric_alarm.evictions_alarm_001_alarm.arn
}

output "cpu_alarm_001_alarm_arn" {
  description = "ARN of the alarm `cpu_alarm_001_alarm`."
  value       = aws_cloudwatch_metric_alarm.cpu_alarm_001_alarm.arn
}

output "replication_alarm_001_alarm_arn" {
  description = "ARN of the alarm `replication_alarm_001_alarm`; null where there is none."
  value       = one(aws_cloudwatch_metric_alarm.replication_alarm_001_alarm[*].arn)
}

output "memory_alarm_002_alarm_arn" {
  description = "ARN of the alarm `memory_alarm_002_alarm`; null where there is none."
  value       = one(aws_cloudwatch_metric_alarm.memory_alarm_002_alarm[*].arn)
}

output "evictions_alarm_002_alarm_arn" {
  description = "ARN of the alarm `evictions_alarm_002_alarm`; null where there is none."
  value       = one(aws_cloudwatch_metric_alarm.evictions_alarm_002_alarm[*].arn)
}

output "cpu_alarm_002_alarm_arn" {
  description = "ARN of the alarm `cpu_alarm_002_alarm`; null where there is none."
  value       = one(aws_cloudwatch_metric_alarm.cpu_alarm_002_alarm[*].arn)
}

output "replication_alarm_002_alarm_arn" {
  description = "ARN of the alarm `replication_alarm_002_alarm`; null where there is none."
  value       = one(aws_cloudwatch_metric_alarm.replication_alarm_002_alarm[*].arn)
}

output "redis_id" {
  description = "Id of the elasticache replication group `redis`."
  value       = aws_elasticache_replication_group.redis.id
}
