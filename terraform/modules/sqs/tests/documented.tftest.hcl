# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix     = "urr-prod"
  alarm_topic_arn = "arn:aws:sns:ap-northeast-2:123456789012:alarms"
}

run "documented_values" {
  command = plan

  assert {
    condition     = aws_sqs_queue.queue.name == "urr-prod-ticket-events.fifo"
    error_message = "architecture.md 5.6: the name of the queue"
  }

  assert {
    condition     = aws_sqs_queue.queue.fifo_queue
    error_message = "architecture.md 5.6: FIFO"
  }

  assert {
    condition     = aws_sqs_queue.queue.message_retention_seconds == 345600
    error_message = "architecture.md 5.6: messages are kept for 4 days"
  }

  assert {
    condition     = aws_sqs_queue.queue.receive_wait_time_seconds == 10
    error_message = "architecture.md 5.6: long polling of 10 seconds"
  }

  assert {
    condition     = aws_sqs_queue.queue.sqs_managed_sse_enabled
    error_message = "architecture.md 5.6: encrypted"
  }

  assert {
    condition     = aws_sqs_queue.queue.visibility_timeout_seconds == 300
    error_message = "architecture.md 5.6: five minutes of invisibility"
  }

  assert {
    condition     = aws_sqs_queue.dead_letters.name == "urr-prod-ticket-events-dlq.fifo"
    error_message = "architecture.md 5.6: the name of the dead letters"
  }

  assert {
    condition     = aws_sqs_queue.dead_letters.message_retention_seconds == 1209600
    error_message = "architecture.md 5.6: dead letters are kept for 14 days"
  }
}
