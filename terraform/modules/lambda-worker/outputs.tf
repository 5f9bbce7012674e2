# Written by `npm run hcl` from the constructs; change those, not this file.

output "security_group_id" {
  description = "Without rules: they are drawn from one table (architecture.md 6.3)."
  value       = aws_security_group.security_group.id
}

output "errors_alarm_arn" {
  description = "ARN of the alarm `errors_alarm`."
  value       = aws_cloudwatch_metric_alarm.errors_alarm.arn
}

output "duration_alarm_arn" {
  description = "ARN of the alarm `duration_alarm`."
  value       = aws_cloudwatch_metric_alarm.duration_alarm.arn
}

output "throttles_alarm_arn" {
  description = "ARN of the alarm `throttles_alarm`."
  value       = aws_cloudwatch_metric_alarm.throttles_alarm.arn
}
