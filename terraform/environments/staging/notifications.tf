# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_sns_topic" "notifications_alarms" {
  kms_master_key_id = aws_kms_key.keys_alarms.arn
  name              = "urr-staging-alarms"
}

resource "aws_sns_topic_policy" "notifications_alarms_policy" {
  arn = aws_sns_topic.notifications_alarms.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AlarmsOfThisAccount"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.notifications_alarms.arn
        Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
      },
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.notifications_alarms.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "notifications_email_1" {
  endpoint  = var.alarm_emails[0]
  protocol  = "email"
  topic_arn = aws_sns_topic.notifications_alarms.arn
}
