# Written by `npm run hcl` from the constructs; change those, not this file.

output "kafka_arn" {
  description = "ARN of the Kafka cluster `kafka`."
  value       = aws_msk_cluster.kafka.arn
}

output "group_id" {
  description = "Id of the security group `group`."
  value       = aws_security_group.group.id
}

output "kafka_bootstrap_brokers_sasl_iam" {
  description = "`host:9098,host:9098`, for clients that sign in by IAM (ruling B2)."
  value       = aws_msk_cluster.kafka.bootstrap_brokers_sasl_iam
}

output "controller_alarm_arn" {
  description = "ARN of the alarm `controller_alarm`."
  value       = aws_cloudwatch_metric_alarm.controller_alarm.arn
}

output "offline_partitions_alarm_arn" {
  description = "ARN of the alarm `offline_partitions_alarm`."
  value       = aws_cloudwatch_metric_alarm.offline_partitions_alarm.arn
}

output "disk_alarm_1_alarm_arn" {
  description = "ARN of the alarm `disk_alarm_1_alarm`."
  value       = aws_cloudwatch_metric_alarm.disk_alarm_1_alarm.arn
}

output "disk_alarm_2_alarm_arn" {
  description = "ARN of the alarm `disk_alarm_2_alarm`."
  value       = aws_cloudwatch_metric_alarm.disk_alarm_2_alarm.arn
}

output "kafka_id" {
  description = "Id of the Kafka cluster `kafka`."
  value       = aws_msk_cluster.kafka.id
}
