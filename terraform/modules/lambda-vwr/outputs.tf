# Written by `npm run hcl` from the constructs; change those, not this file.

output "api_rest_api_id" {
  description = "`aws_api_gateway_rest_api.api_rest_api.id`"
  value       = aws_api_gateway_rest_api.api_rest_api.id
}

output "api_stage_stage_name" {
  description = "`aws_api_gateway_stage.api_stage.stage_name`"
  value       = aws_api_gateway_stage.api_stage.stage_name
}

output "api_blue_key_value" {
  description = "`aws_api_gateway_api_key.api_blue_key.value`"
  value       = aws_api_gateway_api_key.api_blue_key.value
}

output "api_5xx_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.api_5xx_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.api_5xx_alarm.arn
}

output "api_latency_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.api_latency_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.api_latency_alarm.arn
}

output "api_errors_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.api_errors_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.api_errors_alarm.arn
}

output "api_throttles_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.api_throttles_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.api_throttles_alarm.arn
}

output "advancer_errors_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.advancer_errors_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.advancer_errors_alarm.arn
}

output "advancer_heartbeat_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.advancer_heartbeat_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.advancer_heartbeat_alarm.arn
}
