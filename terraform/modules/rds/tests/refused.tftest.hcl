# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix         = "urr-prod"
  vpc_id              = "vpc-0123456789abcdef0"
  subnet_ids          = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  storage_key_arn     = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  secrets_key_arn     = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  logs_key_arn        = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  monitoring_role_arn = "arn:aws:iam::123456789012:role/monitoring-role-arn"
  alarm_topic_arn     = "arn:aws:sns:ap-northeast-2:123456789012:alarms"
  proxy_subnet_ids    = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  proxy_role_arn      = "arn:aws:iam::123456789012:role/urr-prod-rds-proxy"
  database_secret_arns = [
    "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-a-AbCdEf",
    "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-b-AbCdEf",
    "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-c-AbCdEf",
    "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-d-AbCdEf",
    "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-e-AbCdEf",
    "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-f-AbCdEf",
  ]
}

run "refuses_instance_class_known" {
  command = plan

  variables {
    instance_class = "no such thing!"
  }

  expect_failures = [var.instance_class]
}

run "refuses_backups_kept" {
  command = plan

  variables {
    backup_retention_days = -1
  }

  expect_failures = [var.backup_retention_days]
}

run "refuses_slow_queries_logged" {
  command = plan

  variables {
    slow_query_ms = -1
  }

  expect_failures = [var.slow_query_ms]
}

run "refuses_monitoring_interval" {
  command = plan

  variables {
    monitoring_interval_seconds = -1
  }

  expect_failures = [var.monitoring_interval_seconds]
}

run "refuses_insights_retention" {
  command = plan

  variables {
    insights_retention_days = -1
  }

  expect_failures = [var.insights_retention_days]
}

run "refuses_proxy_pool_in_range" {
  command = plan

  variables {
    proxy_max_idle_percent = 101
  }

  expect_failures = [var.proxy_max_connections_percent]
}

run "refuses_storage_in_range" {
  command = plan

  variables {
    storage_gb = 19
  }

  expect_failures = [var.storage_gb]
}

run "refuses_storage_can_grow" {
  command = plan

  variables {
    max_storage_gb = 50
  }

  expect_failures = [var.storage_gb]
}

run "refuses_proxy_has_secrets" {
  command = plan

  variables {
    proxy_role_arn = null
  }

  expect_failures = [var.proxy]
}
