# Written by `npm run hcl` from the constructs; change those, not this file.

output "server_secret_arn" {
  description = "The secret that RDS made for the user `urr_admin`."
  value       = aws_db_instance.server.master_user_secret[0].secret_arn
}

output "proxy_group_id" {
  description = "Id of the security group `proxy_group`; null where there is none."
  value       = one(aws_security_group.proxy_group[*].id)
}

output "server_group_id" {
  description = "Id of the security group `server_group`."
  value       = aws_security_group.server_group.id
}

output "proxy_endpoint" {
  description = "Endpoint of the database proxy `proxy`; null where there is none."
  value       = one(aws_db_proxy.proxy[*].endpoint)
}

output "cpu_alarm_arn" {
  description = "ARN of the alarm `cpu_alarm`."
  value       = aws_cloudwatch_metric_alarm.cpu_alarm.arn
}

output "storage_alarm_arn" {
  description = "ARN of the alarm `storage_alarm`."
  value       = aws_cloudwatch_metric_alarm.storage_alarm.arn
}

output "memory_alarm_arn" {
  description = "ARN of the alarm `memory_alarm`."
  value       = aws_cloudwatch_metric_alarm.memory_alarm.arn
}

output "connections_alarm_arn" {
  description = "ARN of the alarm `connections_alarm`."
  value       = aws_cloudwatch_metric_alarm.connections_alarm.arn
}

output "proxy_log_in_alarm_arn" {
  description = "ARN of the alarm `proxy_log_in_alarm`; null where there is none."
  value       = one(aws_cloudwatch_metric_alarm.proxy_log_in_alarm[*].arn)
}

output "proxy_wait_alarm_arn" {
  description = "ARN of the alarm `proxy_wait_alarm`; null where there is none."
  value       = one(aws_cloudwatch_metric_alarm.proxy_wait_alarm[*].arn)
}

output "proxy_name" {
  description = "Name of the database proxy `proxy`; null where there is none."
  value       = one(aws_db_proxy.proxy[*].name)
}

output "server_id" {
  description = "Id of the database server `server`."
  value       = aws_db_instance.server.id
}

output "server_address" {
  description = "Host name of the server itself, for what administers it."
  value       = aws_db_instance.server.address
}
