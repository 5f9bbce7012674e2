# Written by `npm run hcl` from the constructs; change those, not this file.
#
# Redis with TLS, encryption at rest and AUTH from its first second, its two logs and its alarms (architecture.md 5.2;
# ruling B21). The AUTH token that Terraform makes opens the door only until stacks/support/data-setup has rotated it,
# so the one in the state is dead. Validation blocks refuse settings that ElastiCache refuses or that would lose
# locks.

resource "aws_security_group" "group" {
  description = "Redis: admits nodes, the ticket worker and the rotation of its token"
  name        = "${var.name_prefix}-redis"
  tags        = { Name = "${var.name_prefix}-redis" }
  vpc_id      = var.vpc_id
}

resource "aws_elasticache_subnet_group" "subnets" {
  description = "Isolated cache subnets"
  name        = "${var.name_prefix}-redis"
  subnet_ids  = var.subnet_ids
}

resource "aws_elasticache_parameter_group" "parameters" {
  description = "Keeps seat locks and queues when the memory is full"
  family      = "redis7"
  name        = "${var.name_prefix}-redis-7"

  parameter {
    name  = "maxmemory-policy"
    value = var.maxmemory_policy
  }

  parameter {
    name  = "timeout"
    value = var.idle_timeout_seconds
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "slow_log" {
  kms_key_id        = var.logs_key_arn
  name              = "/aws/elasticache/${var.name_prefix}-redis/slow-log"
  retention_in_days = var.log_retention_days
}

resource "aws_cloudwatch_log_group" "engine_log" {
  kms_key_id        = var.logs_key_arn
  name              = "/aws/elasticache/${var.name_prefix}-redis/engine-log"
  retention_in_days = var.log_retention_days
}

resource "aws_cloudwatch_log_resource_policy" "log_delivery" {
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "LogDelivery"
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource  = ["${aws_cloudwatch_log_group.slow_log.arn}:*", "${aws_cloudwatch_log_group.engine_log.arn}:*"]
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
  policy_name = "${var.name_prefix}-redis-log-delivery"
}

resource "aws_elasticache_replication_group" "redis" {
  at_rest_encryption_enabled  = "true"
  auth_token                  = replace(uuid(), "-", "")
  auth_token_update_strategy  = "SET"
  auto_minor_version_upgrade  = "true"
  automatic_failover_enabled  = var.automatic_failover
  description                 = "Queues, seat locks, rate limits and sessions"
  engine                      = "redis"
  engine_version              = var.engine_version
  kms_key_id                  = var.key_arn
  maintenance_window          = "sun:19:30-sun:20:30"
  multi_az_enabled            = var.multi_az
  node_type                   = var.node_type
  num_cache_clusters          = var.node_count
  parameter_group_name        = aws_elasticache_parameter_group.parameters.name
  port                        = 6379
  preferred_cache_cluster_azs = var.node_count > 1 ? ["ap-northeast-2a", "ap-northeast-2c"] : ["ap-northeast-2a"]
  replication_group_id        = "${var.name_prefix}-redis"
  security_group_ids          = [aws_security_group.group.id]
  snapshot_retention_limit    = var.snapshot_retention_days
  snapshot_window             = "18:00-19:00"
  subnet_group_name           = aws_elasticache_subnet_group.subnets.name
  tags                        = { Name = "${var.name_prefix}-redis" }
  transit_encryption_enabled  = true
  transit_encryption_mode     = "required"

  log_delivery_configuration {
    destination      = aws_cloudwatch_log_group.slow_log.name
    destination_type = "cloudwatch-logs"
    log_format       = "json"
    log_type         = "slow-log"
  }

  log_delivery_configuration {
    destination      = aws_cloudwatch_log_group.engine_log.name
    destination_type = "cloudwatch-logs"
    log_format       = "json"
    log_type         = "engine-log"
  }

  lifecycle {
    ignore_changes = [auth_token, auth_token_update_strategy]
  }

  depends_on = [aws_cloudwatch_log_resource_policy.log_delivery]
}
