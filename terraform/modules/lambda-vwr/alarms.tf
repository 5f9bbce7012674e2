# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_cloudwatch_metric_alarm" "api_5xx_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "HIGH: More than one in a hundred requests to the waiting room fails: people lose their turn or get no place. Read the log of the API function, then look at throttles of the two tables."
  alarm_name          = "${var.name_prefix}-vwr-api-5xx"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    ApiName = "${var.name_prefix}-vwr"
    Stage   = aws_api_gateway_stage.api_stage.stage_name
  }
  evaluation_periods = 2
  metric_name        = "5XXError"
  namespace          = "AWS/ApiGateway"
  ok_actions         = [var.alarm_topic_arn]
  period             = 60
  statistic          = "Average"
  tags               = { severity = "HIGH" }
  threshold          = 0.01
  treat_missing_data = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "api_latency_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "WARNING: The waiting room takes more than a second to answer on average, so fewer people get through the same number of executions. Look at the duration of the API function and at DynamoDB."
  alarm_name          = "${var.name_prefix}-vwr-api-latency"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    ApiName = "${var.name_prefix}-vwr"
    Stage   = aws_api_gateway_stage.api_stage.stage_name
  }
  evaluation_periods = 5
  metric_name        = "Latency"
  namespace          = "AWS/ApiGateway"
  ok_actions         = [var.alarm_topic_arn]
  period             = 60
  statistic          = "Average"
  tags               = { severity = "WARNING" }
  threshold          = 1000
  treat_missing_data = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "api_errors_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "HIGH: The function behind the waiting room fails more than five times in five minutes. Read its log."
  alarm_name          = "${var.name_prefix}-vwr-api-errors"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { FunctionName = "${var.name_prefix}-vwr-api" }
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  ok_actions          = [var.alarm_topic_arn]
  period              = 300
  statistic           = "Sum"
  tags                = { severity = "HIGH" }
  threshold           = 5
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "api_throttles_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "HIGH: More people ask at once than the reserved executions can answer; they see an error and must ask again. Raise apiConcurrency if the account has room, or let the CDN answer more."
  alarm_name          = "${var.name_prefix}-vwr-api-throttles"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { FunctionName = "${var.name_prefix}-vwr-api" }
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

resource "aws_cloudwatch_metric_alarm" "advancer_errors_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "HIGH: The line of the waiting room does not move as it should: the advancer fails. Read its log."
  alarm_name          = "${var.name_prefix}-vwr-advancer-errors"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { FunctionName = "${var.name_prefix}-vwr-advancer" }
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  ok_actions          = [var.alarm_topic_arn]
  period              = 300
  statistic           = "Sum"
  tags                = { severity = "HIGH" }
  threshold           = 1
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "advancer_heartbeat_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "CRITICAL: For three runs the advancer was not woken or could not read and write every active line: everybody in the waiting room waits for ever. Look at its log and throttles, at the schedule and its role, then at the counters table."
  alarm_name          = "${var.name_prefix}-vwr-advancer-heartbeat"
  comparison_operator = "LessThanThreshold"
  dimensions          = { FunctionName = "${var.name_prefix}-vwr-advancer" }
  evaluation_periods  = 3
  metric_name         = "Heartbeat"
  namespace           = "URR/WaitingRoom"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Sum"
  tags                = { severity = "CRITICAL" }
  threshold           = 1
  treat_missing_data  = "breaching"
}
