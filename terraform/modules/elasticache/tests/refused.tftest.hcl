# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix     = "urr-prod"
  account_id      = "123456789012"
  vpc_id          = "vpc-0123456789abcdef0"
  subnet_ids      = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  key_arn         = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  logs_key_arn    = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  alarm_topic_arn = "arn:aws:sns:ap-northeast-2:123456789012:alarms"
}

run "refuses_redis_7" {
  command = plan

  variables {
    engine_version = "no such thing!"
  }

  expect_failures = [var.engine_version]
}

run "refuses_zones_need_failover" {
  command = plan

  variables {
    automatic_failover = false
  }

  expect_failures = [var.multi_az]
}

run "refuses_keeps_locks" {
  command = plan

  variables {
    maxmemory_policy = "no such thing!"
  }

  expect_failures = [var.maxmemory_policy]
}

run "refuses_idle_clients" {
  command = plan

  variables {
    idle_timeout_seconds = -1
  }

  expect_failures = [var.idle_timeout_seconds]
}

run "refuses_snapshots_in_range" {
  command = plan

  variables {
    snapshot_retention_days = -1
  }

  expect_failures = [var.snapshot_retention_days]
}

run "refuses_name_fits" {
  command = plan

  variables {
    name_prefix = "no such thing!"
  }

  expect_failures = [var.name_prefix]
}

run "refuses_nodes_in_range" {
  command = plan

  variables {
    node_count = 7
  }

  expect_failures = [var.node_count]
}

run "refuses_failover_needs_two_nodes" {
  command = plan

  variables {
    node_count = 1
  }

  expect_failures = [var.node_count]
}
