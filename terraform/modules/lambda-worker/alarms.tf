# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_cloudwatch_metric_alarm" "errors_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "HIGH: More than five batches of booking actions failed within ten minutes; those people wait until the retry. Read the log of the worker, then look at RDS Proxy and Redis."
  alarm_name          = "${var.name_prefix}-ticket-worker-errors"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { FunctionName = "${var.name_prefix}-ticket-worker" }
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  ok_actions          = [var.alarm_topic_arn]
  period              = 600
  statistic           = "Sum"
  tags                = { severity = "HIGH" }
  threshold           = 5
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "duration_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "WARNING: A batch of booking actions took more than 80 % of the time that it has; a little more and it is cut off and repeated. Look for slow statements and locks in ticket_db."
  alarm_name          = "${var.name_prefix}-ticket-worker-duration"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { FunctionName = "${var.name_prefix}-ticket-worker" }
  evaluation_periods  = 1
  metric_name         = "Duration"
  namespace           = "AWS/Lambda"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Maximum"
  tags                = { severity = "WARNING" }
  threshold           = 24000
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "throttles_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "HIGH: The worker was refused executions: booking actions wait although people are ready. Compare the concurrency of its trigger with its reserve and with what the account has left."
  alarm_name          = "${var.name_prefix}-ticket-worker-throttles"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { FunctionName = "${var.name_prefix}-ticket-worker" }
  evaluation_periods  = 1
  metric_name         = "Throttles"
  namespace           = "AWS/Lambda"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Sum"
  tags                = { severity = "HIGH" }
  threshold           = 0
  treat_missing_data  = "notBreaching"
}
