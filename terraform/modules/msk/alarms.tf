# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_cloudwatch_metric_alarm" "controller_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "CRITICAL: Kafka has no controller: no partition gets a leader, events wait in the outbox and payments are confirmed late. Look at the state of the cluster and its brokers in MSK."
  alarm_name          = "${var.name_prefix}-kafka-active-controller"
  comparison_operator = "LessThanThreshold"
  dimensions          = { "Cluster Name" = "${var.name_prefix}-kafka" }
  evaluation_periods  = 1
  metric_name         = "ActiveControllerCount"
  namespace           = "AWS/Kafka"
  ok_actions          = [var.alarm_topic_arn]
  period              = 300
  statistic           = "Maximum"
  tags                = { severity = "CRITICAL" }
  threshold           = 1
  treat_missing_data  = "breaching"
}

resource "aws_cloudwatch_metric_alarm" "offline_partitions_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "CRITICAL: Partitions have no leader: their events are neither taken nor given out, people wait for confirmations. See which broker is away; with two brokers an update of one stops producers."
  alarm_name          = "${var.name_prefix}-kafka-offline-partitions"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { "Cluster Name" = "${var.name_prefix}-kafka" }
  evaluation_periods  = 1
  metric_name         = "OfflinePartitionsCount"
  namespace           = "AWS/Kafka"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Maximum"
  tags                = { severity = "CRITICAL" }
  threshold           = 0
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "disk_alarm_1_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "HIGH: The disk of a broker is more than 85 % full; a full one stops and cannot be started again. Raise storageGb (once in six hours), or lower retentionHours."
  alarm_name          = "${var.name_prefix}-kafka-disk-1"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    "Cluster Name" = "${var.name_prefix}-kafka"
    "Broker ID"    = "1"
  }
  evaluation_periods = 1
  metric_name        = "KafkaDataLogsDiskUsed"
  namespace          = "AWS/Kafka"
  ok_actions         = [var.alarm_topic_arn]
  period             = 300
  statistic          = "Maximum"
  tags               = { severity = "HIGH" }
  threshold          = 85
  treat_missing_data = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "disk_alarm_2_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "HIGH: The disk of a broker is more than 85 % full; a full one stops and cannot be started again. Raise storageGb (once in six hours), or lower retentionHours."
  alarm_name          = "${var.name_prefix}-kafka-disk-2"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    "Cluster Name" = "${var.name_prefix}-kafka"
    "Broker ID"    = "2"
  }
  evaluation_periods = 1
  metric_name        = "KafkaDataLogsDiskUsed"
  namespace          = "AWS/Kafka"
  ok_actions         = [var.alarm_topic_arn]
  period             = 300
  statistic          = "Maximum"
  tags               = { severity = "HIGH" }
  threshold          = 85
  treat_missing_data = "notBreaching"
}
