# Written by `npm run hcl` from the constructs; change those, not this file.

output "proxy_endpoint" {
  description = "`one(aws_db_proxy.proxy[*].endpoint)`"
  value       = one(aws_db_proxy.proxy[*].endpoint)
}

output "server_secret_arn" {
  description = "`aws_db_instance.server.master_user_secret[0].secret_arn`"
  value       = aws_db_instance.server.master_user_secret[0].secret_arn
}

output "proxy_group_id" {
  description = "`one(aws_security_group.proxy_group[*].id)`"
  value       = one(aws_security_group.proxy_group[*].id)
}

output "server_group_id" {
  description = "`aws_security_group.server_group.id`"
  value       = aws_security_group.server_group.id
}

output "cpu_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.cpu_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.cpu_alarm.arn
}

output "storage_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.storage_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.storage_alarm.arn
}

output "memory_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.memory_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.memory_alarm.arn
}

output "connections_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.connections_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.connections_alarm.arn
}

output "proxy_log_in_alarm_arn" {
  description = "`one(aws_cloudwatch_metric_alarm.proxy_log_in_alarm[*].arn)`"
  value       = one(aws_cloudwatch_metric_alarm.proxy_log_in_alarm[*].arn)
}

output "proxy_wait_alarm_arn" {
  description = "`one(aws_cloudwatch_metric_alarm.proxy_wait_alarm[*].arn)`"
  value       = one(aws_cloudwatch_metric_alarm.proxy_wait_alarm[*].arn)
}

output "proxy_name" {
  description = "`one(aws_db_proxy.proxy[*].name)`"
  value       = one(aws_db_proxy.proxy[*].name)
}

output "server_address" {
  description = "`aws_db_instance.server.address`"
  value       = aws_db_instance.server.address
}
