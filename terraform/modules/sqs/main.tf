# Written by `npm run hcl` from the constructs; change those, not this file.
#
# The FIFO queue of booking actions, its dead letter queue and their two alarms (architecture.md 5.6 and 10).
# Validation blocks refuse settings that SQS refuses or that would lose messages.

resource "aws_sqs_queue" "dead_letters" {
  fifo_queue                = true
  message_retention_seconds = var.dead_letter_retention_seconds
  name                      = "${var.name_prefix}-ticket-events-dlq.fifo"
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue" "queue" {
  fifo_queue                = true
  message_retention_seconds = var.message_retention_seconds
  name                      = "${var.name_prefix}-ticket-events.fifo"
  receive_wait_time_seconds = var.receive_wait_seconds
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
    maxReceiveCount     = var.max_receive_count
  })
  sqs_managed_sse_enabled    = true
  visibility_timeout_seconds = var.visibility_timeout_seconds
}

resource "aws_sqs_queue_redrive_allow_policy" "redrive_allow" {
  queue_url = aws_sqs_queue.dead_letters.url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.queue.arn]
  })
}

resource "aws_sqs_queue_policy" "queue_policy" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.queue.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
  queue_url = aws_sqs_queue.queue.url
}

resource "aws_sqs_queue_policy" "dead_letters_policy" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.dead_letters.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
  queue_url = aws_sqs_queue.dead_letters.url
}
