# Written by `npm run hcl` from the constructs; change those, not this file.

output "kafka_arn" {
  description = "`aws_msk_cluster.kafka.arn`"
  value       = aws_msk_cluster.kafka.arn
}

output "kafka_bootstrap_brokers_sasl_iam" {
  description = "`aws_msk_cluster.kafka.bootstrap_brokers_sasl_iam`"
  value       = aws_msk_cluster.kafka.bootstrap_brokers_sasl_iam
}

output "group_id" {
  description = "`aws_security_group.group.id`"
  value       = aws_security_group.group.id
}

output "controller_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.controller_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.controller_alarm.arn
}

output "offline_partitions_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.offline_partitions_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.offline_partitions_alarm.arn
}

output "disk_alarm_1_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.disk_alarm_1_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.disk_alarm_1_alarm.arn
}

output "disk_alarm_2_alarm_arn" {
  description = "`aws_cloudwatch_metric_alarm.disk_alarm_2_alarm.arn`"
  value       = aws_cloudwatch_metric_alarm.disk_alarm_2_alarm.arn
}
