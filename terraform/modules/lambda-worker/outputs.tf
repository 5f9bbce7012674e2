# Written by `npm run hcl` from the constructs; change those, not this file.

output "security_group_id" {
  description = "`aws_security_group.security_group.id`"
  value       = aws_security_group.security_group.id
}

output "errors_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.errors_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.errors_alarm.arn
}

output "duration_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.duration_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.duration_alarm.arn
}

output "throttles_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.throttles_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.throttles_alarm.arn
}
