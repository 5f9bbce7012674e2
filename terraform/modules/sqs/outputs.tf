# Written by `npm run hcl` from the constructs; change those, not this file.

output "queue_arn" {
  description = "`aws_sqs_queue.queue.arn`"
  value       = aws_sqs_queue.queue.arn
}

output "dead_letters_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.dead_letters_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.dead_letters_alarm.arn
}

output "message_age_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.message_age_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.message_age_alarm.arn
}
