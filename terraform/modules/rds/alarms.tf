# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_cloudwatch_metric_alarm" "cpu_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "WARNING: The database works above 80 % for a quarter of an hour: pages get slow, and a t4g spends its credits. Look at Performance Insights for the statement that costs most."
  alarm_name          = "${var.name_prefix}-postgres-cpu"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { DBInstanceIdentifier = aws_db_instance.server.identifier }
  evaluation_periods  = 3
  metric_name         = "CPUUtilization"
  namespace           = "AWS/RDS"
  ok_actions          = [var.alarm_topic_arn]
  period              = 300
  statistic           = "Average"
  tags                = { severity = "WARNING" }
  threshold           = 80
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "storage_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "CRITICAL: Less than a tenth of the storage is free; a full server stops every sale. If it has not grown by itself, its maximum is reached: raise maxStorageGb."
  alarm_name          = "${var.name_prefix}-postgres-free-storage"
  comparison_operator = "LessThanThreshold"
  dimensions          = { DBInstanceIdentifier = aws_db_instance.server.identifier }
  evaluation_periods  = 1
  metric_name         = "FreeStorageSpace"
  namespace           = "AWS/RDS"
  ok_actions          = [var.alarm_topic_arn]
  period              = 300
  statistic           = "Minimum"
  tags                = { severity = "CRITICAL" }
  threshold           = floor(var.storage_gb * 107374182.4)
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "memory_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "WARNING: Less than a tenth of the memory is free: the server starts to swap and every query gets slow. Look at the number of connections first, then for a query that sorts much."
  alarm_name          = "${var.name_prefix}-postgres-free-memory"
  comparison_operator = "LessThanThreshold"
  dimensions          = { DBInstanceIdentifier = aws_db_instance.server.identifier }
  evaluation_periods  = 3
  metric_name         = "FreeableMemory"
  namespace           = "AWS/RDS"
  ok_actions          = [var.alarm_topic_arn]
  period              = 300
  statistic           = "Average"
  tags                = { severity = "WARNING" }
  threshold           = 107374182
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "connections_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "HIGH: Four fifths of the connections are in use; the next pods or a rollout get none and answer 503. Look for a service that does not give its connections back."
  alarm_name          = "${var.name_prefix}-postgres-connections"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { DBInstanceIdentifier = aws_db_instance.server.identifier }
  evaluation_periods  = 3
  metric_name         = "DatabaseConnections"
  namespace           = "AWS/RDS"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Maximum"
  tags                = { severity = "HIGH" }
  threshold           = 89
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "proxy_log_in_alarm" {
  count               = var.proxy ? 1 : 0
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "CRITICAL: The proxy cannot open connections to the server, so no service reaches its database. Compare the secrets with the roles (run data-setup again), then the security groups."
  alarm_name          = "${aws_db_proxy.proxy[0].name}-cannot-connect"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { ProxyName = aws_db_proxy.proxy[0].name }
  evaluation_periods  = 1
  metric_name         = "DatabaseConnectionsSetupFailed"
  namespace           = "AWS/RDS"
  ok_actions          = [var.alarm_topic_arn]
  period              = 300
  statistic           = "Sum"
  tags                = { severity = "CRITICAL" }
  threshold           = 5
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "proxy_wait_alarm" {
  count               = var.proxy ? 1 : 0
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "HIGH: Requests wait more than a tenth of a second for a connection: all of them are borrowed. Look for long transactions and for sessions that the proxy pins."
  alarm_name          = "${aws_db_proxy.proxy[0].name}-borrow-latency"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { ProxyName = aws_db_proxy.proxy[0].name }
  evaluation_periods  = 5
  metric_name         = "DatabaseConnectionsBorrowLatency"
  namespace           = "AWS/RDS"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Average"
  tags                = { severity = "HIGH" }
  threshold           = 100000
  treat_missing_data  = "notBreaching"
}
