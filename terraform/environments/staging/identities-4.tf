# Written by `npm run hcl` from the constructs; change those, not this file.

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
        Resource = "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/lambda/urr-staging-topic-setup:*"
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
            "lambda:SourceFunctionArn" = "arn:aws:lambda:ap-northeast-2:${var.account_id}:function:urr-staging-topic-setup"
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
        Resource = "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/lambda/urr-staging-redis-rotation:*"
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
            "lambda:SourceFunctionArn" = "arn:aws:lambda:ap-northeast-2:${var.account_id}:function:urr-staging-redis-rotation"
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
            "lambda:SourceFunctionArn" = "arn:aws:lambda:ap-northeast-2:${var.account_id}:function:urr-staging-ticket-worker"
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
    ]
  })
  role = aws_iam_role.identities_ticket_worker_role.name
}

resource "aws_iam_role_policy" "identities_vwr_api_policy" {
  name = "vwr-api"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Counters"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
        Resource = module.dynamodb-vwr.counters_arn
      },
      {
        Sid      = "Positions"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:PutItem"]
        Resource = module.dynamodb-vwr.positions_arn
      },
      {
        Sid       = "TablesKey"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:DescribeKey"]
        Resource  = aws_kms_key.keys_data.arn
        Condition = { StringEquals = { "kms:ViaService" = "dynamodb.ap-northeast-2.amazonaws.com" } }
      },
      {
        Sid      = "OwnLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/lambda/urr-staging-vwr-api:*"
      },
      {
        Sid      = "Secrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = [aws_secretsmanager_secret.secrets_token_keys_vwr.arn]
      },
      {
        Sid      = "SecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = aws_kms_key.keys_data.arn
        Condition = {
          StringEquals = {
            "kms:ViaService"                  = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [aws_secretsmanager_secret.secrets_token_keys_vwr.arn]
          }
        }
      },
    ]
  })
  role = aws_iam_role.identities_vwr_api_role.name
}

resource "aws_iam_role_policy" "identities_vwr_advancer_policy" {
  name = "vwr-advancer"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Counters"
        Effect   = "Allow"
        Action   = ["dynamodb:Scan", "dynamodb:UpdateItem"]
        Resource = module.dynamodb-vwr.counters_arn
      },
      {
        Sid       = "TablesKey"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:DescribeKey"]
        Resource  = aws_kms_key.keys_data.arn
        Condition = { StringEquals = { "kms:ViaService" = "dynamodb.ap-northeast-2.amazonaws.com" } }
      },
      {
        Sid      = "OwnLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/lambda/urr-staging-vwr-advancer:*"
      },
    ]
  })
  role = aws_iam_role.identities_vwr_advancer_role.name
}

resource "aws_iam_role_policy" "identities_scheduler_policy" {
  name = "scheduler"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "StartAdvancer"
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction"]
      Resource = "arn:aws:lambda:ap-northeast-2:${var.account_id}:function:urr-staging-vwr-advancer"
    }]
  })
  role = aws_iam_role.identities_scheduler_role.name
}

resource "aws_iam_role_policy" "identities_service_frontend_policy" {
  name = "service-frontend"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Secrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = [aws_secretsmanager_secret.secrets_internal_frontend.arn]
      },
      {
        Sid      = "SecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = aws_kms_key.keys_data.arn
        Condition = {
          StringEquals = {
            "kms:ViaService"                  = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [aws_secretsmanager_secret.secrets_internal_frontend.arn]
          }
        }
      },
    ]
  })
  role = aws_iam_role.identities_service_frontend_role.name
}

resource "aws_iam_role_policy" "identities_service_gateway_policy" {
  name = "service-gateway"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          aws_secretsmanager_secret.secrets_internal_gateway.arn,
          aws_secretsmanager_secret.secrets_redis_token.arn,
          aws_secretsmanager_secret.secrets_token_keys_entry_public.arn,
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
              aws_secretsmanager_secret.secrets_internal_gateway.arn,
              aws_secretsmanager_secret.secrets_redis_token.arn,
              aws_secretsmanager_secret.secrets_token_keys_entry_public.arn,
            ]
          }
        }
      },
    ]
  })
  role = aws_iam_role.identities_service_gateway_role.name
}
