# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  replication_factor = 2
  kafka_version      = "3.8.x"
  name_prefix        = "urr-prod"
  vpc_id             = "vpc-0123456789abcdef0"
  subnet_ids         = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  key_arn            = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  logs_key_arn       = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  alarm_topic_arn    = "arn:aws:sns:ap-northeast-2:123456789012:alarms"
}

run "refuses_broker_type" {
  command = plan

  variables {
    broker_type = "no such thing!"
  }

  expect_failures = [var.broker_type]
}

run "refuses_storage_in_range" {
  command = plan

  variables {
    storage_gb = -1
  }

  expect_failures = [var.storage_gb]
}

run "refuses_topics_in_range" {
  command = plan

  variables {
    partitions = 0
  }

  expect_failures = [var.partitions]
}

run "refuses_answered_when_safe" {
  command = plan

  variables {
    min_in_sync_replicas = 1
  }

  expect_failures = [var.min_in_sync_replicas]
}

run "refuses_kafka_version" {
  command = plan

  variables {
    kafka_version = "no such thing!"
  }

  expect_failures = [var.kafka_version]
}
