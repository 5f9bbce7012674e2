# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix     = "urr-prod"
  alarm_topic_arn = "arn:aws:sns:ap-northeast-2:123456789012:alarms"
}

run "refuses_retention_in_range" {
  command = plan

  variables {
    message_retention_seconds = 30
  }

  expect_failures = [var.message_retention_seconds]
}

run "refuses_dead_letters_outlive_messages" {
  command = plan

  variables {
    dead_letter_retention_seconds = 345600
  }

  expect_failures = [var.message_retention_seconds]
}

run "refuses_long_poll_in_range" {
  command = plan

  variables {
    receive_wait_seconds = -1
  }

  expect_failures = [var.receive_wait_seconds]
}

run "refuses_receives_in_range" {
  command = plan

  variables {
    max_receive_count = -1
  }

  expect_failures = [var.max_receive_count]
}
