# Written by `npm run hcl` from the constructs; change those, not this file.

variable "message_retention_seconds" {
  description = "Seconds a message is kept. Default 345,600 (4 days)."
  type        = number
  default     = 345600
  nullable    = false

  validation {
    condition     = alltrue([for s in [var.message_retention_seconds, var.dead_letter_retention_seconds] : s >= 60 && s <= 1209600])
    error_message = "sqs/retention-in-range: allowed is 60 to 1,209,600 seconds (14 days). Choose a retention that SQS keeps."
  }

  validation {
    condition     = var.dead_letter_retention_seconds > var.message_retention_seconds
    error_message = "sqs/dead-letters-outlive-messages: allowed is a dead letter retention above the retention of the queue. Raise dead_letter_retention_seconds: a message keeps its first date, so an equal retention deletes it unseen."
  }
}

variable "visibility_timeout_seconds" {
  description = "Seconds a received message stays hidden. Default 300 (5 minutes)."
  type        = number
  default     = 300
  nullable    = false
}

variable "receive_wait_seconds" {
  description = "Seconds a receive waits for messages. Default 10."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.receive_wait_seconds >= 0 && var.receive_wait_seconds <= 20
    error_message = "sqs/long-poll-in-range: allowed is 0 to 20 seconds. SQS holds a request for 20 seconds at most."
  }
}

variable "dead_letter_retention_seconds" {
  description = "Seconds a dead letter is kept. Default 1,209,600 (14 days)."
  type        = number
  default     = 1209600
  nullable    = false
}

variable "max_receive_count" {
  description = "Receives before a message becomes a dead letter. Default 3."
  type        = number
  default     = 3
  nullable    = false

  validation {
    condition     = var.max_receive_count >= 1 && var.max_receive_count <= 1000
    error_message = "sqs/receives-in-range: allowed is 1 to 1,000 receives. Choose how often a message is tried before it becomes a dead letter."
  }
}

variable "name_prefix" {
  description = "Start of the queue names, for example `urr-prod` for `urr-prod-ticket-events.fifo` (architecture.md 5.6, ruling D3)."
  type        = string
  nullable    = false
}

variable "alarm_topic_arn" {
  description = "SNS topic of the alarms (architecture.md 10)."
  type        = string
  nullable    = false
}
