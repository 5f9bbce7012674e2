# Written by `npm run hcl` from the constructs; change those, not this file.

output "group_id" {
  description = "Id of the security group `group`."
  value       = aws_security_group.group.id
}

output "databases_function_function_name" {
  description = "Function name of the function `databases_function`."
  value       = aws_lambda_function.databases_function.function_name
}

output "topics_function_function_name" {
  description = "Function name of the function `topics_function`."
  value       = aws_lambda_function.topics_function.function_name
}

output "redis_token_function_arn" {
  description = "ARN of the function `redis_token_function`."
  value       = aws_lambda_function.redis_token_function.arn
}

output "rotation_alarm_arn" {
  description = "ARN of the alarm `rotation_alarm`."
  value       = aws_cloudwatch_metric_alarm.rotation_alarm.arn
}
