# Written by `npm run hcl` from the constructs; change those, not this file.
#
# The one PostgreSQL server of the five databases and, in production, its proxy (architecture.md 5.1; rulings A3, A10,
# B3, D4). The master password is made and kept by RDS; Terraform never sees it. The databases and their roles are
# made by stacks/support/data-setup. Validation blocks refuse settings that RDS refuses.

resource "aws_security_group" "server_group" {
  description = "PostgreSQL server: admits the proxy, or the clients where there is none"
  name        = "${var.name_prefix}-postgres"
  tags        = { Name = "${var.name_prefix}-postgres" }
  vpc_id      = var.vpc_id
}

resource "aws_security_group" "proxy_group" {
  count       = var.proxy ? 1 : 0
  description = "RDS Proxy: admits nodes and the ticket worker, reaches the server"
  name        = "${var.name_prefix}-postgres-proxy"
  tags        = { Name = "${var.name_prefix}-postgres-proxy" }
  vpc_id      = var.vpc_id
}

resource "aws_db_subnet_group" "subnets" {
  description = "Isolated database subnets"
  name        = "${var.name_prefix}-postgres"
  subnet_ids  = var.subnet_ids
}

resource "aws_db_parameter_group" "parameters" {
  description = "TLS only, slow queries written down"
  family      = "postgres16"
  name        = "${var.name_prefix}-postgres-16"

  parameter {
    apply_method = "immediate"
    name         = "rds.force_ssl"
    value        = "1"
  }

  parameter {
    apply_method = "immediate"
    name         = "log_min_duration_statement"
    value        = var.slow_query_ms
  }

  parameter {
    apply_method = "immediate"
    name         = "log_lock_waits"
    value        = "1"
  }

  parameter {
    apply_method = "pending-reboot"
    name         = "shared_preload_libraries"
    value        = "pg_stat_statements"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "log_postgresql" {
  kms_key_id        = var.logs_key_arn
  name              = "/aws/rds/instance/${var.name_prefix}-postgres/postgresql"
  retention_in_days = var.log_retention_days
}

resource "aws_cloudwatch_log_group" "log_upgrade" {
  kms_key_id        = var.logs_key_arn
  name              = "/aws/rds/instance/${var.name_prefix}-postgres/upgrade"
  retention_in_days = var.log_retention_days
}

resource "aws_cloudwatch_log_group" "proxy_log" {
  count             = var.proxy ? 1 : 0
  kms_key_id        = var.logs_key_arn
  name              = "/aws/rds/proxy/${var.name_prefix}-postgres-proxy"
  retention_in_days = var.log_retention_days
}

resource "aws_db_instance" "server" {
  allocated_storage                     = var.storage_gb
  allow_major_version_upgrade           = false
  auto_minor_version_upgrade            = true
  backup_retention_period               = var.backup_retention_days
  backup_window                         = "18:00-19:00"
  ca_cert_identifier                    = "rds-ca-rsa2048-g1"
  copy_tags_to_snapshot                 = true
  db_subnet_group_name                  = aws_db_subnet_group.subnets.name
  delete_automated_backups              = var.final_snapshot ? false : true
  deletion_protection                   = var.deletion_protection
  enabled_cloudwatch_logs_exports       = ["postgresql", "upgrade"]
  engine                                = "postgres"
  engine_lifecycle_support              = "open-source-rds-extended-support-disabled"
  engine_version                        = "16"
  final_snapshot_identifier             = var.final_snapshot ? "${var.name_prefix}-postgres-final" : null
  iam_database_authentication_enabled   = true
  identifier                            = "${var.name_prefix}-postgres"
  instance_class                        = var.instance_class
  kms_key_id                            = var.storage_key_arn
  maintenance_window                    = "sun:19:30-sun:20:30"
  manage_master_user_password           = true
  master_user_secret_kms_key_id         = var.secrets_key_arn
  max_allocated_storage                 = var.max_storage_gb
  monitoring_interval                   = var.monitoring_interval_seconds
  monitoring_role_arn                   = var.monitoring_role_arn
  multi_az                              = var.multi_az
  parameter_group_name                  = aws_db_parameter_group.parameters.name
  performance_insights_enabled          = true
  performance_insights_kms_key_id       = var.storage_key_arn
  performance_insights_retention_period = var.insights_retention_days
  port                                  = 5432
  publicly_accessible                   = false
  skip_final_snapshot                   = var.final_snapshot ? false : true
  storage_encrypted                     = true
  storage_type                          = "gp3"
  tags                                  = { Name = "${var.name_prefix}-postgres" }
  username                              = "urr_admin"
  vpc_security_group_ids                = [aws_security_group.server_group.id]
  depends_on                            = [var.wait_for, aws_cloudwatch_log_group.log_postgresql, aws_cloudwatch_log_group.log_upgrade]
}

resource "aws_db_proxy" "proxy" {
  count                  = var.proxy ? 1 : 0
  debug_logging          = false
  engine_family          = "POSTGRESQL"
  idle_client_timeout    = 1800
  name                   = "${var.name_prefix}-postgres-proxy"
  require_tls            = true
  role_arn               = var.proxy_role_arn
  tags                   = { Name = "${var.name_prefix}-postgres-proxy" }
  vpc_security_group_ids = [aws_security_group.proxy_group[0].id]
  vpc_subnet_ids         = var.proxy_subnet_ids

  auth {
    auth_scheme               = "SECRETS"
    client_password_auth_type = "POSTGRES_SCRAM_SHA_256"
    iam_auth                  = "DISABLED"
    secret_arn                = var.database_secret_arns[0]
  }

  auth {
    auth_scheme               = "SECRETS"
    client_password_auth_type = "POSTGRES_SCRAM_SHA_256"
    iam_auth                  = "DISABLED"
    secret_arn                = var.database_secret_arns[1]
  }

  auth {
    auth_scheme               = "SECRETS"
    client_password_auth_type = "POSTGRES_SCRAM_SHA_256"
    iam_auth                  = "DISABLED"
    secret_arn                = var.database_secret_arns[2]
  }

  auth {
    auth_scheme               = "SECRETS"
    client_password_auth_type = "POSTGRES_SCRAM_SHA_256"
    iam_auth                  = "DISABLED"
    secret_arn                = var.database_secret_arns[3]
  }

  auth {
    auth_scheme               = "SECRETS"
    client_password_auth_type = "POSTGRES_SCRAM_SHA_256"
    iam_auth                  = "DISABLED"
    secret_arn                = var.database_secret_arns[4]
  }

  auth {
    auth_scheme               = "SECRETS"
    client_password_auth_type = "POSTGRES_SCRAM_SHA_256"
    iam_auth                  = "DISABLED"
    secret_arn                = var.database_secret_arns[5]
  }

  auth {
    auth_scheme               = "SECRETS"
    client_password_auth_type = "POSTGRES_SCRAM_SHA_256"
    iam_auth                  = "DISABLED"
    secret_arn                = aws_db_instance.server.master_user_secret[0].secret_arn
  }

  depends_on = [aws_cloudwatch_log_group.proxy_log]
}

resource "aws_db_proxy_default_target_group" "proxy_target_group" {
  count         = var.proxy ? 1 : 0
  db_proxy_name = aws_db_proxy.proxy[0].name

  connection_pool_config {
    connection_borrow_timeout    = 20
    max_connections_percent      = var.proxy_max_connections_percent
    max_idle_connections_percent = var.proxy_max_idle_percent
  }
}

resource "aws_db_proxy_target" "proxy_target" {
  count                  = var.proxy ? 1 : 0
  db_instance_identifier = aws_db_instance.server.identifier
  db_proxy_name          = aws_db_proxy.proxy[0].name
  target_group_name      = aws_db_proxy_default_target_group.proxy_target_group[0].name
}
