# Written by `npm run hcl` from the constructs; change those, not this file.

output "queue_arn" {
  description = "ARN of the queue `queue`."
  value       = aws_sqs_queue.queue.arn
}

output "dead_letters_alarm_arn" {
  description = "ARN of the alarm `dead_letters_alarm`."
  value       = aws_cloudwatch_metric_alarm.dead_letters_alarm.arn
}

output "message_age_alarm_arn" {
  description = "ARN of the alarm `message_age_alarm`."
  value       = aws_cloudwatch_metric_alarm.message_age_alarm.arn
}
