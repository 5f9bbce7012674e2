# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_cloudwatch_metric_alarm" "rotation_alarm" {
  alarm_actions       = [var.notifications_alarms_arn]
  alarm_description   = "HIGH: The token of Redis could not be renewed. The one in use goes on working; if this is the first run, the token of the Terraform state still opens Redis. Read the log of the function, then start the rotation again."
  alarm_name          = "${var.name_prefix}-redis-rotation-errors"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { FunctionName = "${var.name_prefix}-redis-rotation" }
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  ok_actions          = [var.notifications_alarms_arn]
  period              = 300
  statistic           = "Sum"
  tags                = { severity = "HIGH" }
  threshold           = 0
  treat_missing_data  = "notBreaching"
}
