# Written by `npm run hcl` from the constructs; change those, not this file.
#
# Kafka with TLS and IAM and nothing else (architecture.md 5.3; rulings A9, B2, B13): clients come to port 9098.
# Topics are made by stacks/support/data-setup from services/shared/events/topics.ts. Validation blocks refuse
# settings that MSK refuses or that would lose messages.

resource "aws_security_group" "group" {
  description = "Kafka brokers: admit nodes and data-setup on 9098, and each other"
  name        = "${var.name_prefix}-kafka"
  tags        = { Name = "${var.name_prefix}-kafka" }
  vpc_id      = var.vpc_id
}

resource "aws_msk_configuration" "configuration" {
  description       = "Topics are made on purpose, with the documented number of copies"
  name              = "${var.name_prefix}-kafka"
  server_properties = "auto.create.topics.enable=false\ndefault.replication.factor=${var.replication_factor}\nmin.insync.replicas=${var.min_in_sync_replicas}\nnum.partitions=${var.partitions}\nlog.retention.hours=${var.retention_hours}\noffsets.topic.replication.factor=${var.replication_factor}\ntransaction.state.log.replication.factor=${var.replication_factor}\ntransaction.state.log.min.isr=${var.min_in_sync_replicas}\nunclean.leader.election.enable=false"
}

resource "aws_cloudwatch_log_group" "log" {
  kms_key_id        = var.logs_key_arn
  name              = "/aws/msk/${var.name_prefix}-kafka"
  retention_in_days = var.log_retention_days
}

resource "aws_msk_cluster" "kafka" {
  cluster_name           = "${var.name_prefix}-kafka"
  enhanced_monitoring    = "PER_TOPIC_PER_BROKER"
  kafka_version          = var.kafka_version
  number_of_broker_nodes = 2
  tags                   = { Name = "${var.name_prefix}-kafka" }

  broker_node_group_info {
    client_subnets  = var.subnet_ids
    instance_type   = var.broker_type
    security_groups = [aws_security_group.group.id]

    storage_info {
      ebs_storage_info {
        volume_size = var.storage_gb
      }
    }
  }

  client_authentication {
    unauthenticated = false

    sasl {
      iam = true
    }
  }

  configuration_info {
    arn      = aws_msk_configuration.configuration.arn
    revision = aws_msk_configuration.configuration.latest_revision
  }

  encryption_info {
    encryption_at_rest_kms_key_arn = var.key_arn

    encryption_in_transit {
      client_broker = "TLS"
      in_cluster    = true
    }
  }

  logging_info {
    broker_logs {
      cloudwatch_logs {
        enabled   = true
        log_group = aws_cloudwatch_log_group.log.name
      }
    }
  }
}
