# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_cloudwatch_metric_alarm" "dead_letters_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "HIGH: Booking actions failed three times and wait in the dead letter queue; the people behind them see no result. Read the messages, then the log of the worker."
  alarm_name          = "${var.name_prefix}-ticket-events-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { QueueName = aws_sqs_queue.dead_letters.name }
  evaluation_periods  = 1
  metric_name         = "ApproximateNumberOfMessagesVisible"
  namespace           = "AWS/SQS"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Maximum"
  tags                = { severity = "HIGH" }
  threshold           = 0
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "message_age_alarm" {
  alarm_actions       = [var.alarm_topic_arn]
  alarm_description   = "WARNING: The oldest booking action waits for more than ten minutes: people hold seats whose booking does not move. Look at throttles and errors of the worker, then at the database."
  alarm_name          = "${var.name_prefix}-ticket-events-message-age"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { QueueName = aws_sqs_queue.queue.name }
  evaluation_periods  = 1
  metric_name         = "ApproximateAgeOfOldestMessage"
  namespace           = "AWS/SQS"
  ok_actions          = [var.alarm_topic_arn]
  period              = 60
  statistic           = "Maximum"
  tags                = { severity = "WARNING" }
  threshold           = 600
  treat_missing_data  = "notBreaching"
}
