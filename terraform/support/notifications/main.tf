# Written by `npm run hcl` from the constructs; change those, not this file.
#
# The way of an alarm to people: CloudWatch -> SNS -> e-mail and Slack (architecture.md 10).

resource "aws_sns_topic" "alarms" {
  kms_master_key_id = var.keys_alarms_arn
  name              = "${var.name_prefix}-alarms"
}

resource "aws_sns_topic_policy" "alarms_policy" {
  arn = aws_sns_topic.alarms.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AlarmsOfThisAccount"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.alarms.arn
        Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
      },
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.alarms.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "email" {
  count     = length(var.alarm_emails)
  endpoint  = var.alarm_emails[count.index]
  protocol  = "email"
  topic_arn = aws_sns_topic.alarms.arn
}
