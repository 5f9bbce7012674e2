# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_iam_role" "rds_monitoring_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "monitoring.rds.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
  description          = "RDS enhanced monitoring"
  name                 = "${var.name_prefix}-rds-monitoring"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy_attachment" "rds_monitoring_amazon_rds_enhanced_monitoring_role" {
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
  role       = aws_iam_role.rds_monitoring_role.name
}

resource "aws_iam_role" "rds_proxy_role" {
  count = var.proxy ? 1 : 0
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "rds.amazonaws.com" }
    }]
  })
  description          = "RDS Proxy: secrets of the databases"
  name                 = "${var.name_prefix}-rds-proxy"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "rds_proxy_policy" {
  count = var.proxy ? 1 : 0
  name  = "rds-proxy"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          var.secret_arns["database/urr_ticket"],
          var.secret_arns["database/urr_payment"],
          var.secret_arns["database/urr_stats"],
          var.secret_arns["database/urr_auth"],
          var.secret_arns["database/urr_community"],
          var.secret_arns["database/urr_catalog"],
          var.rds_server_secret_arn,
        ]
      },
      {
        Sid      = "SecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = var.keys_data_arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [
              var.secret_arns["database/urr_ticket"],
              var.secret_arns["database/urr_payment"],
              var.secret_arns["database/urr_stats"],
              var.secret_arns["database/urr_auth"],
              var.secret_arns["database/urr_community"],
              var.secret_arns["database/urr_catalog"],
              var.rds_server_secret_arn,
            ]
          }
        }
      },
    ]
  })
  role = aws_iam_role.rds_proxy_role[0].name
}

resource "aws_iam_role" "database_setup_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
  description          = "Creates databases and database roles"
  name                 = "${var.name_prefix}-database-setup"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "database_setup_policy" {
  name = "database-setup"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "MasterSecrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = [var.rds_server_secret_arn]
      },
      {
        Sid      = "MasterSecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = var.keys_data_arn
        Condition = {
          StringEquals = {
            "kms:ViaService"                  = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [var.rds_server_secret_arn]
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
          var.secret_arns["database/urr_ticket"],
          var.secret_arns["database/urr_payment"],
          var.secret_arns["database/urr_stats"],
          var.secret_arns["database/urr_auth"],
          var.secret_arns["database/urr_community"],
          var.secret_arns["database/urr_catalog"],
          var.secret_arns["internal/frontend"],
          var.secret_arns["internal/gateway"],
          var.secret_arns["internal/ticket"],
          var.secret_arns["internal/payment"],
          var.secret_arns["internal/stats"],
          var.secret_arns["internal/auth"],
          var.secret_arns["internal/queue"],
          var.secret_arns["internal/community"],
          var.secret_arns["internal/catalog"],
          var.secret_arns["token-keys/access"],
          var.secret_arns["token-keys/entry"],
          var.secret_arns["token-keys/entry-public"],
          var.secret_arns["token-keys/ticket-codes"],
          var.secret_arns["token-keys/vwr"],
          var.secret_arns["token-keys/vwr-public"],
        ]
      },
      {
        Sid      = "SecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = var.keys_data_arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [
              var.secret_arns["database/urr_ticket"],
              var.secret_arns["database/urr_payment"],
              var.secret_arns["database/urr_stats"],
              var.secret_arns["database/urr_auth"],
              var.secret_arns["database/urr_community"],
              var.secret_arns["database/urr_catalog"],
              var.secret_arns["internal/frontend"],
              var.secret_arns["internal/gateway"],
              var.secret_arns["internal/ticket"],
              var.secret_arns["internal/payment"],
              var.secret_arns["internal/stats"],
              var.secret_arns["internal/auth"],
              var.secret_arns["internal/queue"],
              var.secret_arns["internal/community"],
              var.secret_arns["internal/catalog"],
              var.secret_arns["token-keys/access"],
              var.secret_arns["token-keys/entry"],
              var.secret_arns["token-keys/entry-public"],
              var.secret_arns["token-keys/ticket-codes"],
              var.secret_arns["token-keys/vwr"],
              var.secret_arns["token-keys/vwr-public"],
            ]
          }
        }
      },
      {
        Sid      = "OwnLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/lambda/${var.name_prefix}-database-setup:*"
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
            "lambda:SourceFunctionArn" = "arn:aws:lambda:ap-northeast-2:${var.account_id}:function:${var.name_prefix}-database-setup"
          }
        }
      },
    ]
  })
  role = aws_iam_role.database_setup_role.name
}

resource "aws_iam_role" "topic_setup_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
  description          = "Creates Kafka topics"
  name                 = "${var.name_prefix}-topic-setup"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "topic_setup_policy" {
  name = "topic-setup"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Kafka"
        Effect   = "Allow"
        Action   = ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"]
        Resource = var.msk_kafka_arn
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
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/payment-events",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/payment-events-dlq",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/reservation-events",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/reservation-events-dlq",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/transfer-events",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/transfer-events-dlq",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/membership-events",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/membership-events-dlq",
        ]
      },
      {
        Sid      = "OwnLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/lambda/${var.name_prefix}-topic-setup:*"
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
            "lambda:SourceFunctionArn" = "arn:aws:lambda:ap-northeast-2:${var.account_id}:function:${var.name_prefix}-topic-setup"
          }
        }
      },
    ]
  })
  role = aws_iam_role.topic_setup_role.name
}

resource "aws_iam_role" "redis_rotation_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
  description          = "Rotates the token of Redis"
  name                 = "${var.name_prefix}-redis-rotation"
  permissions_boundary = aws_iam_policy.boundary.arn
}
