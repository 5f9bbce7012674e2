# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_iam_role_policy" "identities_database_setup_policy" {
  name = "database-setup"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "MasterSecrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = [module.rds.server_secret_arn]
      },
      {
        Sid      = "MasterSecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = aws_kms_key.keys_data.arn
        Condition = {
          StringEquals = {
            "kms:ViaService"                  = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [module.rds.server_secret_arn]
          }
        }
      },
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = [
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage",
        ]
        Resource = [
          aws_secretsmanager_secret.secrets_database_urr_ticket.arn,
          aws_secretsmanager_secret.secrets_database_urr_payment.arn,
          aws_secretsmanager_secret.secrets_database_urr_stats.arn,
          aws_secretsmanager_secret.secrets_database_urr_auth.arn,
          aws_secretsmanager_secret.secrets_database_urr_community.arn,
          aws_secretsmanager_secret.secrets_database_urr_catalog.arn,
          aws_secretsmanager_secret.secrets_internal_frontend.arn,
          aws_secretsmanager_secret.secrets_internal_gateway.arn,
          aws_secretsmanager_secret.secrets_internal_ticket.arn,
          aws_secretsmanager_secret.secrets_internal_payment.arn,
          aws_secretsmanager_secret.secrets_internal_stats.arn,
          aws_secretsmanager_secret.secrets_internal_auth.arn,
          aws_secretsmanager_secret.secrets_internal_queue.arn,
          aws_secretsmanager_secret.secrets_internal_community.arn,
          aws_secretsmanager_secret.secrets_internal_catalog.arn,
          aws_secretsmanager_secret.secrets_token_keys_access.arn,
          aws_secretsmanager_secret.secrets_token_keys_entry.arn,
          aws_secretsmanager_secret.secrets_token_keys_entry_public.arn,
          aws_secretsmanager_secret.secrets_token_keys_ticket_codes.arn,
          aws_secretsmanager_secret.secrets_token_keys_vwr.arn,
        ]
      },
      {
        Sid      = "SecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = aws_kms_key.keys_data.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [
              aws_secretsmanager_secret.secrets_database_urr_ticket.arn,
              aws_secretsmanager_secret.secrets_database_urr_payment.arn,
              aws_secretsmanager_secret.secrets_database_urr_stats.arn,
              aws_secretsmanager_secret.secrets_database_urr_auth.arn,
              aws_secretsmanager_secret.secrets_database_urr_community.arn,
              aws_secretsmanager_secret.secrets_database_urr_catalog.arn,
              aws_secretsmanager_secret.secrets_internal_frontend.arn,
              aws_secretsmanager_secret.secrets_internal_gateway.arn,
              aws_secretsmanager_secret.secrets_internal_ticket.arn,
              aws_secretsmanager_secret.secrets_internal_payment.arn,
              aws_secretsmanager_secret.secrets_internal_stats.arn,
              aws_secretsmanager_secret.secrets_internal_auth.arn,
              aws_secretsmanager_secret.secrets_internal_queue.arn,
              aws_secretsmanager_secret.secrets_internal_community.arn,
              aws_secretsmanager_secret.secrets_internal_catalog.arn,
              aws_secretsmanager_secret.secrets_token_keys_access.arn,
              aws_secretsmanager_secret.secrets_token_keys_entry.arn,
              aws_secretsmanager_secret.secrets_token_keys_entry_public.arn,
              aws_secretsmanager_secret.secrets_token_keys_ticket_codes.arn,
              aws_secretsmanager_secret.secrets_token_keys_vwr.arn,
            ]
          }
        }
      },
      {
        Sid      = "OwnLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/lambda/urr-prod-database-setup:*"
      },
      {
        Sid    = "NetworkInterfaces"
        Effect = "Allow"
        Action = [
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = "*"
      },
      {
        Sid    = "NoNetworkInterfacesFromCode"
        Effect = "Deny"
        Action = [
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DetachNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = "*"
        Condition = {
          ArnEquals = {
            "lambda:SourceFunctionArn" = "arn:aws:lambda:ap-northeast-2:${var.account_id}:function:urr-prod-database-setup"
          }
        }
      },
    ]
  })
  role = aws_iam_role.identities_database_setup_role.name
}

resource "aws_iam_role_policy" "identities_topic_setup_policy" {
  name = "topic-setup"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Kafka"
        Effect   = "Allow"
        Action   = ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"]
        Resource = module.msk.kafka_arn
      },
      {
        Sid    = "KafkaTopics"
        Effect = "Allow"
        Action = [
          "kafka-cluster:CreateTopic",
          "kafka-cluster:DescribeTopic",
          "kafka-cluster:DescribeTopicDynamicConfiguration",
          "kafka-cluster:AlterTopicDynamicConfiguration",
        ]
        Resource = [
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/payment-events",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/payment-events-dlq",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/reservation-events",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/reservation-events-dlq",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/transfer-events",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/transfer-events-dlq",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/membership-events",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/membership-events-dlq",
        ]
      },
      {
        Sid      = "OwnLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/lambda/urr-prod-topic-setup:*"
      },
      {
        Sid    = "NetworkInterfaces"
        Effect = "Allow"
        Action = [
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = "*"
      },
      {
        Sid    = "NoNetworkInterfacesFromCode"
        Effect = "Deny"
        Action = [
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DetachNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = "*"
        Condition = {
          ArnEquals = {
            "lambda:SourceFunctionArn" = "arn:aws:lambda:ap-northeast-2:${var.account_id}:function:urr-prod-topic-setup"
          }
        }
      },
    ]
  })
  role = aws_iam_role.identities_topic_setup_role.name
}

resource "aws_iam_role_policy" "identities_redis_rotation_policy" {
  name = "redis-rotation"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = [
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage",
        ]
        Resource = [aws_secretsmanager_secret.secrets_redis_token.arn]
      },
      {
        Sid      = "SecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = aws_kms_key.keys_data.arn
        Condition = {
          StringEquals = {
            "kms:ViaService"                  = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [aws_secretsmanager_secret.secrets_redis_token.arn]
          }
        }
      },
      {
        Sid      = "SetToken"
        Effect   = "Allow"
        Action   = ["elasticache:ModifyReplicationGroup", "elasticache:DescribeReplicationGroups"]
        Resource = module.elasticache.redis_arn
      },
      {
        Sid      = "OwnLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/lambda/urr-prod-redis-rotation:*"
      },
      {
        Sid    = "NetworkInterfaces"
        Effect = "Allow"
        Action = [
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = "*"
      },
      {
        Sid    = "NoNetworkInterfacesFromCode"
        Effect = "Deny"
        Action = [
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DetachNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = "*"
        Condition = {
          ArnEquals = {
            "lambda:SourceFunctionArn" = "arn:aws:lambda:ap-northeast-2:${var.account_id}:function:urr-prod-redis-rotation"
          }
        }
      },
    ]
  })
  role = aws_iam_role.identities_redis_rotation_role.name
}

resource "aws_iam_role_policy" "identities_ticket_worker_policy" {
  name = "ticket-worker"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Queue"
        Effect = "Allow"
        Action = [
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:ChangeMessageVisibility",
        ]
        Resource = module.sqs.queue_arn
      },
      {
        Sid    = "NoNetworkInterfacesFromCode"
        Effect = "Deny"
        Action = [
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DetachNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = "*"
        Condition = {
          ArnEquals = {
            "lambda:SourceFunctionArn" = "arn:aws:lambda:ap-northeast-2:${var.account_id}:function:urr-prod-ticket-worker"
          }
        }
      },
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          aws_secretsmanager_secret.secrets_database_urr_ticket.arn,
          aws_secretsmanager_secret.secrets_redis_token.arn,
        ]
      },
      {
        Sid      = "SecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = aws_kms_key.keys_data.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [
              aws_secretsmanager_secret.secrets_database_urr_ticket.arn,
              aws_secretsmanager_secret.secrets_redis_token.arn,
            ]
          }
        }
      },
      {
        Sid    = "Tracing"
        Effect = "Allow"
        Action = [
          "xray:PutTraceSegments",
          "xray:PutTelemetryRecords",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
        ]
        Resource = "*"
      },
    ]
  })
  role = aws_iam_role.identities_ticket_worker_role.name
}
