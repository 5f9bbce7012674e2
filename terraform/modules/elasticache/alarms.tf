# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_cloudwatch_metric_alarm" "memory_alarm_001_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "CRITICAL: Redis is four fifths full. When it is full it refuses writes: nobody enters the queue or holds a seat. Look for keys without an end, then take a larger node."
  alarm_name          = "${var.name_prefix}-redis-001-memory"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { CacheClusterId = "${var.name_prefix}-redis-001" }
  evaluation_periods  = 3
  metric_name         = "DatabaseMemoryUsagePercentage"
  namespace           = "AWS/ElastiCache"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Maximum"
  tags                = { severity = "CRITICAL" }
  threshold           = 80
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "evictions_alarm_001_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "CRITICAL: Redis drops keys, which the policy noeviction forbids: somebody changed the parameters. Seat locks and places in the queue are being lost. Put the parameter group back."
  alarm_name          = "${var.name_prefix}-redis-001-evictions"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { CacheClusterId = "${var.name_prefix}-redis-001" }
  evaluation_periods  = 1
  metric_name         = "Evictions"
  namespace           = "AWS/ElastiCache"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Sum"
  tags                = { severity = "CRITICAL" }
  threshold           = 0
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "cpu_alarm_001_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "HIGH: The one thread of Redis works above 80 %: the queue and the rate limits answer late. Look at the slow log for the command that costs most."
  alarm_name          = "${var.name_prefix}-redis-001-cpu"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { CacheClusterId = "${var.name_prefix}-redis-001" }
  evaluation_periods  = 5
  metric_name         = "EngineCPUUtilization"
  namespace           = "AWS/ElastiCache"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Average"
  tags                = { severity = "HIGH" }
  threshold           = 80
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "replication_alarm_001_alarm" {
  count               = var.node_count > 1 ? 1 : 0
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "WARNING: The copy is more than ten seconds behind: if the primary fails now, the last places in the queue and the last seat locks are forgotten. Look at the load of the primary."
  alarm_name          = "${var.name_prefix}-redis-001-replication-lag"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { CacheClusterId = "${var.name_prefix}-redis-001" }
  evaluation_periods  = 3
  metric_name         = "ReplicationLag"
  namespace           = "AWS/ElastiCache"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Maximum"
  tags                = { severity = "WARNING" }
  threshold           = 10
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "memory_alarm_002_alarm" {
  count               = var.node_count > 1 ? 1 : 0
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "CRITICAL: Redis is four fifths full. When it is full it refuses writes: nobody enters the queue or holds a seat. Look for keys without an end, then take a larger node."
  alarm_name          = "${var.name_prefix}-redis-002-memory"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { CacheClusterId = "${var.name_prefix}-redis-002" }
  evaluation_periods  = 3
  metric_name         = "DatabaseMemoryUsagePercentage"
  namespace           = "AWS/ElastiCache"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Maximum"
  tags                = { severity = "CRITICAL" }
  threshold           = 80
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "evictions_alarm_002_alarm" {
  count               = var.node_count > 1 ? 1 : 0
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "CRITICAL: Redis drops keys, which the policy noeviction forbids: somebody changed the parameters. Seat locks and places in the queue are being lost. Put the parameter group back."
  alarm_name          = "${var.name_prefix}-redis-002-evictions"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { CacheClusterId = "${var.name_prefix}-redis-002" }
  evaluation_periods  = 1
  metric_name         = "Evictions"
  namespace           = "AWS/ElastiCache"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Sum"
  tags                = { severity = "CRITICAL" }
  threshold           = 0
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "cpu_alarm_002_alarm" {
  count               = var.node_count > 1 ? 1 : 0
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "HIGH: The one thread of Redis works above 80 %: the queue and the rate limits answer late. Look at the slow log for the command that costs most."
  alarm_name          = "${var.name_prefix}-redis-002-cpu"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { CacheClusterId = "${var.name_prefix}-redis-002" }
  evaluation_periods  = 5
  metric_name         = "EngineCPUUtilization"
  namespace           = "AWS/ElastiCache"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Average"
  tags                = { severity = "HIGH" }
  threshold           = 80
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "replication_alarm_002_alarm" {
  count               = var.node_count > 1 ? 1 : 0
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "WARNING: The copy is more than ten seconds behind: if the primary fails now, the last places in the queue and the last seat locks are forgotten. Look at the load of the primary."
  alarm_name          = "${var.name_prefix}-redis-002-replication-lag"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { CacheClusterId = "${var.name_prefix}-redis-002" }
  evaluation_periods  = 3
  metric_name         = "ReplicationLag"
  namespace           = "AWS/ElastiCache"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Maximum"
  tags                = { severity = "WARNING" }
  threshold           = 10
  treat_missing_data  = "notBreaching"
}
