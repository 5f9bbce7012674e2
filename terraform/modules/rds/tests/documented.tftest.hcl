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

run "documented_values" {
  command = plan

  assert {
    condition     = aws_db_instance.server.engine == "postgres"
    error_message = "architecture.md 5.1: PostgreSQL"
  }

  assert {
    condition     = aws_db_instance.server.instance_class == "db.t4g.micro"
    error_message = "architecture.md 5.1: db.t4g.micro"
  }

  assert {
    condition     = aws_db_instance.server.allocated_storage == 50
    error_message = "architecture.md 5.1: 50 GB"
  }

  assert {
    condition     = aws_db_instance.server.max_allocated_storage == 100
    error_message = "architecture.md 5.1: grows to 100 GB"
  }

  assert {
    condition     = aws_db_instance.server.storage_type == "gp3"
    error_message = "architecture.md 5.1: gp3"
  }

  assert {
    condition     = aws_db_instance.server.multi_az
    error_message = "architecture.md 5.1: Multi-AZ"
  }

  assert {
    condition     = aws_db_instance.server.deletion_protection
    error_message = "architecture.md 5.1: deletion protection"
  }

  assert {
    condition     = aws_db_instance.server.backup_retention_period == 7
    error_message = "architecture.md 5.1: backups are kept for 7 days"
  }

  assert {
    condition     = aws_db_instance.server.performance_insights_retention_period == 7
    error_message = "architecture.md 5.1: Performance Insights, 7 days"
  }

  assert {
    condition     = aws_db_instance.server.monitoring_interval == 60
    error_message = "architecture.md 5.1: Enhanced Monitoring every 60 seconds"
  }

  assert {
    condition     = toset(aws_db_instance.server.enabled_cloudwatch_logs_exports) == toset(["postgresql", "upgrade"])
    error_message = "architecture.md 5.1: both logs are exported"
  }

  assert {
    condition     = anytrue([for p in aws_db_parameter_group.parameters.parameter : p.name == "log_min_duration_statement" && p.value == "1000"])
    error_message = "architecture.md 5.1: queries of a second and more are logged"
  }

  assert {
    condition     = aws_db_proxy.proxy[0].require_tls
    error_message = "architecture.md 5.1: the proxy demands TLS"
  }

  assert {
    condition     = aws_db_proxy_default_target_group.proxy_target_group[0].connection_pool_config[0].max_connections_percent == 100
    error_message = "architecture.md 5.1: the pool may take all connections"
  }

  assert {
    condition     = aws_db_proxy_default_target_group.proxy_target_group[0].connection_pool_config[0].max_idle_connections_percent == 50
    error_message = "architecture.md 5.1: half of them idle"
  }
}
