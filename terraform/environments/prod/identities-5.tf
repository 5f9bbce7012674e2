# Written by `npm run hcl` from the constructs; change those, not this file.

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
        Resource = "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/lambda/urr-prod-vwr-api:*"
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
        Resource = "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/lambda/urr-prod-vwr-advancer:*"
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
      Resource = "arn:aws:lambda:ap-northeast-2:${var.account_id}:function:urr-prod-vwr-advancer"
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

resource "aws_iam_role_policy" "identities_service_ticket_policy" {
  name = "service-ticket"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          aws_secretsmanager_secret.secrets_database_urr_ticket.arn,
          aws_secretsmanager_secret.secrets_internal_ticket.arn,
          aws_secretsmanager_secret.secrets_redis_token.arn,
          aws_secretsmanager_secret.secrets_token_keys_ticket_codes.arn,
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
              aws_secretsmanager_secret.secrets_internal_ticket.arn,
              aws_secretsmanager_secret.secrets_redis_token.arn,
              aws_secretsmanager_secret.secrets_token_keys_ticket_codes.arn,
            ]
          }
        }
      },
      {
        Sid    = "Kafka"
        Effect = "Allow"
        Action = [
          "kafka-cluster:Connect",
          "kafka-cluster:DescribeCluster",
          "kafka-cluster:WriteDataIdempotently",
        ]
        Resource = module.msk.kafka_arn
      },
      {
        Sid    = "KafkaSend"
        Effect = "Allow"
        Action = ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"]
        Resource = [
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/payment-events",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/transfer-events",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/membership-events",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/reservation-events-dlq",
        ]
      },
      {
        Sid      = "KafkaRead"
        Effect   = "Allow"
        Action   = ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"]
        Resource = ["${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/reservation-events"]
      },
      {
        Sid      = "KafkaGroup"
        Effect   = "Allow"
        Action   = ["kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"]
        Resource = "${replace(module.msk.kafka_arn, ":cluster/", ":group/")}/ticket-service-group"
      },
      {
        Sid      = "SendToQueue"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage", "sqs:GetQueueUrl", "sqs:GetQueueAttributes"]
        Resource = module.sqs.queue_arn
      },
    ]
  })
  role = aws_iam_role.identities_service_ticket_role.name
}

resource "aws_iam_role_policy" "identities_service_payment_policy" {
  name = "service-payment"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          aws_secretsmanager_secret.secrets_database_urr_payment.arn,
          aws_secretsmanager_secret.secrets_internal_payment.arn,
          aws_secretsmanager_secret.secrets_payment_provider.arn,
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
              aws_secretsmanager_secret.secrets_database_urr_payment.arn,
              aws_secretsmanager_secret.secrets_internal_payment.arn,
              aws_secretsmanager_secret.secrets_payment_provider.arn,
            ]
          }
        }
      },
      {
        Sid    = "Kafka"
        Effect = "Allow"
        Action = [
          "kafka-cluster:Connect",
          "kafka-cluster:DescribeCluster",
          "kafka-cluster:WriteDataIdempotently",
        ]
        Resource = module.msk.kafka_arn
      },
      {
        Sid    = "KafkaSend"
        Effect = "Allow"
        Action = ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"]
        Resource = [
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/reservation-events",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/payment-events-dlq",
        ]
      },
      {
        Sid      = "KafkaRead"
        Effect   = "Allow"
        Action   = ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"]
        Resource = ["${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/payment-events"]
      },
      {
        Sid      = "KafkaGroup"
        Effect   = "Allow"
        Action   = ["kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"]
        Resource = "${replace(module.msk.kafka_arn, ":cluster/", ":group/")}/payment-service-group"
      },
    ]
  })
  role = aws_iam_role.identities_service_payment_role.name
}
