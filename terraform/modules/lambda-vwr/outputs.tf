# Written by `npm run hcl` from the constructs; change those, not this file.

output "api_rest_api_id" {
  description = "Id of the api gateway rest api `api_rest_api`."
  value       = aws_api_gateway_rest_api.api_rest_api.id
}

output "api_stage_stage_name" {
  description = "Stage name of the api gateway stage `api_stage`."
  value       = aws_api_gateway_stage.api_stage.stage_name
}

output "api_blue_key_value" {
  description = "Value of the header `x-api-key` that CloudFront sends (ruling B16); made by API Gateway, known after apply."
  value       = aws_api_gateway_api_key.api_blue_key.value
  sensitive   = true
}

output "api_5xx_alarm_arn" {
  description = "ARN of the alarm `api_5xx_alarm`."
  value       = aws_cloudwatch_metric_alarm.api_5xx_alarm.arn
}

output "api_latency_alarm_arn" {
  description = "ARN of the alarm `api_latency_alarm`."
  value       = aws_cloudwatch_metric_alarm.api_latency_alarm.arn
}

output "api_errors_alarm_arn" {
  description = "ARN of the alarm `api_errors_alarm`."
  value       = aws_cloudwatch_metric_alarm.api_errors_alarm.arn
}

output "api_throttles_alarm_arn" {
  description = "ARN of the alarm `api_throttles_alarm`."
  value       = aws_cloudwatch_metric_alarm.api_throttles_alarm.arn
}

output "advancer_errors_alarm_arn" {
  description = "ARN of the alarm `advancer_errors_alarm`."
  value       = aws_cloudwatch_metric_alarm.advancer_errors_alarm.arn
}

output "advancer_heartbeat_alarm_arn" {
  description = "ARN of the alarm `advancer_heartbeat_alarm`."
  value       = aws_cloudwatch_metric_alarm.advancer_heartbeat_alarm.arn
}
