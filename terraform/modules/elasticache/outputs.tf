# Written by `npm run hcl` from the constructs; change those, not this file.

output "redis_primary_endpoint_address" {
  description = "`aws_elasticache_replication_group.redis.primary_endpoint_address`"
  value       = aws_elasticache_replication_group.redis.primary_endpoint_address
}

output "redis_arn" {
  description = "`aws_elasticache_replication_group.redis.arn`"
  value       = aws_elasticache_replication_group.redis.arn
}

output "redis_replication_group_id" {
  description = "`aws_elasticache_replication_group.redis.replication_group_id`"
  value       = aws_elasticache_replication_group.redis.replication_group_id
}

output "group_id" {
  description = "`aws_security_group.group.id`"
  value       = aws_security_group.group.id
}

output "memory_alarm_001_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.memory_alarm_001_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.memory_alarm_001_alarm.arn
}

output "evictions_alarm_001_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.evictions_alarm_001_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.evictions_alarm_001_alarm.arn
}

output "cpu_alarm_001_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.cpu_alarm_001_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.cpu_alarm_001_alarm.arn
}

output "replication_alarm_001_alarm_arn" {
  description = "`one(aws_cloudwatch_metric_alarm.replication_alarm_001_alarm[*].arn)`"
  value       = one(aws_cloudwatch_metric_alarm.replication_alarm_001_alarm[*].arn)
}

output "memory_alarm_002_alarm_arn" {
  description = "`one(aws_cloudwatch_metric_alarm.memory_alarm_002_alarm[*].arn)`"
  value       = one(aws_cloudwatch_metric_alarm.memory_alarm_002_alarm[*].arn)
}

output "evictions_alarm_002_alarm_arn" {
  description = "`one(aws_cloudwatch_metric_alarm.evictions_alarm_002_alarm[*].arn)`"
  value       = one(aws_cloudwatch_metric_alarm.evictions_alarm_002_alarm[*].arn)
}

output "cpu_alarm_002_alarm_arn" {
  description = "`one(aws_cloudwatch_metric_alarm.cpu_alarm_002_alarm[*].arn)`"
  value       = one(aws_cloudwatch_metric_alarm.cpu_alarm_002_alarm[*].arn)
}

output "replication_alarm_002_alarm_arn" {
  description = "`one(aws_cloudwatch_metric_alarm.replication_alarm_002_alarm[*].arn)`"
  value       = one(aws_cloudwatch_metric_alarm.replication_alarm_002_alarm[*].arn)
}
