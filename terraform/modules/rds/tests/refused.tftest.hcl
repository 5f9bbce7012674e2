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

run "refuses_instance_class" {
  command = plan

  variables {
    instance_class = "no such thing!"
  }

  expect_failures = [var.instance_class]
}

run "refuses_backup_retention_days" {
  command = plan

  variables {
    backup_retention_days = -1
  }

  expect_failures = [var.backup_retention_days]
}

run "refuses_slow_query_ms" {
  command = plan

  variables {
    slow_query_ms = -1
  }

  expect_failures = [var.slow_query_ms]
}

run "refuses_monitoring_interval_seconds" {
  command = plan

  variables {
    monitoring_interval_seconds = -1
  }

  expect_failures = [var.monitoring_interval_seconds]
}

run "refuses_insights_retention_days" {
  command = plan

  variables {
    insights_retention_days = -1
  }

  expect_failures = [var.insights_retention_days]
}

run "refuses_storage_gb" {
  command = plan

  variables {
    storage_gb = -1
  }

  expect_failures = [var.storage_gb]
}
