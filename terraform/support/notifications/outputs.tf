# Written by `npm run hcl` from the constructs; change those, not this file.

output "alarms_arn" {
  description = "ARN of the topic `alarms`."
  value       = aws_sns_topic.alarms.arn
}
