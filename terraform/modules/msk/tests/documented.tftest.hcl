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

run "documented_values" {
  command = plan

  assert {
    condition     = aws_msk_cluster.kafka.number_of_broker_nodes == 2
    error_message = "architecture.md 5.3: two brokers"
  }

  assert {
    condition     = aws_msk_cluster.kafka.broker_node_group_info[0].instance_type == "kafka.t3.small"
    error_message = "architecture.md 5.3: kafka.t3.small"
  }

  assert {
    condition     = aws_msk_cluster.kafka.broker_node_group_info[0].storage_info[0].ebs_storage_info[0].volume_size == 50
    error_message = "architecture.md 5.3: 50 GB for each broker"
  }

  assert {
    condition     = aws_msk_cluster.kafka.client_authentication[0].sasl[0].iam
    error_message = "architecture.md 5.3: IAM"
  }

  assert {
    condition     = aws_msk_cluster.kafka.encryption_info[0].encryption_in_transit[0].client_broker == "TLS"
    error_message = "architecture.md 5.3: TLS, no plaintext"
  }

  assert {
    condition     = aws_msk_cluster.kafka.enhanced_monitoring == "PER_TOPIC_PER_BROKER"
    error_message = "architecture.md 5.3: PER_TOPIC_PER_BROKER"
  }

  assert {
    condition     = strcontains(aws_msk_configuration.configuration.server_properties, "num.partitions=3\n")
    error_message = "architecture.md 5.3: three partitions"
  }

  assert {
    condition     = strcontains(aws_msk_configuration.configuration.server_properties, "default.replication.factor=2\n")
    error_message = "architecture.md 5.3: two copies"
  }

  assert {
    condition     = strcontains(aws_msk_configuration.configuration.server_properties, "log.retention.hours=168\n")
    error_message = "architecture.md 5.3: kept for 7 days"
  }
}
