# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix     = "urr-prod"
  alarm_topic_arn = "arn:aws:sns:ap-northeast-2:123456789012:alarms"
}

run "refuses_receive_wait_seconds" {
  command = plan

  variables {
    receive_wait_seconds = -1
  }

  expect_failures = [var.receive_wait_seconds]
}

run "refuses_max_receive_count" {
  command = plan

  variables {
    max_receive_count = -1
  }

  expect_failures = [var.max_receive_count]
}
