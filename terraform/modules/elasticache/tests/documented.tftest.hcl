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

run "documented_values" {
  command = plan

  assert {
    condition     = aws_elasticache_replication_group.redis.engine == "redis"
    error_message = "architecture.md 5.2: Redis"
  }

  assert {
    condition     = aws_elasticache_replication_group.redis.engine_version == "7.1"
    error_message = "architecture.md 5.2: version 7.1"
  }

  assert {
    condition     = aws_elasticache_replication_group.redis.node_type == "cache.t4g.micro"
    error_message = "architecture.md 5.2: cache.t4g.micro"
  }

  assert {
    condition     = aws_elasticache_replication_group.redis.num_cache_clusters == 2
    error_message = "architecture.md 5.2: a primary and a replica"
  }

  assert {
    condition     = aws_elasticache_replication_group.redis.automatic_failover_enabled
    error_message = "architecture.md 5.2: automatic failover"
  }

  assert {
    condition     = aws_elasticache_replication_group.redis.multi_az_enabled
    error_message = "architecture.md 5.2: Multi-AZ"
  }

  assert {
    condition     = aws_elasticache_replication_group.redis.at_rest_encryption_enabled == "true"
    error_message = "architecture.md 5.2: encrypted at rest"
  }

  assert {
    condition     = aws_elasticache_replication_group.redis.transit_encryption_enabled
    error_message = "architecture.md 5.2: encrypted in transit"
  }

  assert {
    condition     = toset([for log in aws_elasticache_replication_group.redis.log_delivery_configuration : log.log_type]) == toset(["slow-log", "engine-log"])
    error_message = "architecture.md 5.2: slow log and engine log"
  }
}
