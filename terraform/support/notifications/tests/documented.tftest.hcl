# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix     = "urr-prod"
  keys_alarms_arn = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  account_id      = "123456789012"
  alarm_emails    = ["example-a", "example-b"]
}

run "documented_values" {
  command = plan

  assert {
    condition     = aws_sns_topic.alarms.name == "urr-prod-alarms"
    error_message = "architecture.md 10: alarms go to one topic"
  }

  assert {
    condition     = alltrue([for mail in aws_sns_topic_subscription.email : mail.protocol == "email"])
    error_message = "architecture.md 10: and from there by mail"
  }

  assert {
    condition     = length(aws_sns_topic_subscription.email) == 2
    error_message = "architecture.md 10: to everybody who is named"
  }
}
