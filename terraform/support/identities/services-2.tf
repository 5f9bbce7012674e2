# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_iam_role_policy" "service_stats_policy" {
  name = "service-stats"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Secrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = [var.secret_arns["database/urr_stats"], var.secret_arns["internal/stats"]]
      },
      {
        Sid      = "SecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = var.keys_data_arn
        Condition = {
          StringEquals = {
            "kms:ViaService"                  = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [var.secret_arns["database/urr_stats"], var.secret_arns["internal/stats"]]
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
        Resource = var.msk_kafka_arn
      },
      {
        Sid    = "KafkaSend"
        Effect = "Allow"
        Action = ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"]
        Resource = [
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/payment-events-dlq",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/reservation-events-dlq",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/transfer-events-dlq",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/membership-events-dlq",
        ]
      },
      {
        Sid    = "KafkaRead"
        Effect = "Allow"
        Action = ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"]
        Resource = [
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/payment-events",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/reservation-events",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/transfer-events",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/membership-events",
        ]
      },
      {
        Sid      = "KafkaGroup"
        Effect   = "Allow"
        Action   = ["kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"]
        Resource = "${replace(var.msk_kafka_arn, ":cluster/", ":group/")}/stats-service-group"
      },
    ]
  })
  role = aws_iam_role.service_stats_role.name
}

resource "aws_iam_role" "service_auth_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ServiceAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = var.eks_oidc_arn }
      Condition = {
        StringEquals = {
          "${replace(var.eks_cluster_issuer, "https://", "")}:aud" = "sts.amazonaws.com"
          "${replace(var.eks_cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:${var.namespace}:auth-service"
        }
      }
    }]
  })
  description          = "Pods of auth-service"
  name                 = "${var.name_prefix}-service-auth"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "service_auth_policy" {
  name = "service-auth"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          var.secret_arns["database/urr_auth"],
          var.secret_arns["internal/auth"],
          var.secret_arns["redis-token"],
          var.secret_arns["token-keys/access"],
          var.secret_arns["oauth"],
          var.secret_arns["first-administrator"],
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
              var.secret_arns["database/urr_auth"],
              var.secret_arns["internal/auth"],
              var.secret_arns["redis-token"],
              var.secret_arns["token-keys/access"],
              var.secret_arns["oauth"],
              var.secret_arns["first-administrator"],
            ]
          }
        }
      },
    ]
  })
  role = aws_iam_role.service_auth_role.name
}

resource "aws_iam_role" "service_queue_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ServiceAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = var.eks_oidc_arn }
      Condition = {
        StringEquals = {
          "${replace(var.eks_cluster_issuer, "https://", "")}:aud" = "sts.amazonaws.com"
          "${replace(var.eks_cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:${var.namespace}:queue-service"
        }
      }
    }]
  })
  description          = "Pods of queue-service"
  name                 = "${var.name_prefix}-service-queue"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "service_queue_policy" {
  name = "service-queue"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          var.secret_arns["internal/queue"],
          var.secret_arns["redis-token"],
          var.secret_arns["token-keys/entry"],
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
              var.secret_arns["internal/queue"],
              var.secret_arns["redis-token"],
              var.secret_arns["token-keys/entry"],
            ]
          }
        }
      },
      {
        Sid      = "SendToQueue"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage", "sqs:GetQueueUrl", "sqs:GetQueueAttributes"]
        Resource = var.sqs_queue_arn
      },
      {
        Sid      = "OperateWaitingRoom"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:Scan"]
        Resource = var.dynamodb_vwr_counters_arn
      },
      {
        Sid       = "TablesKey"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:DescribeKey"]
        Resource  = var.keys_data_arn
        Condition = { StringEquals = { "kms:ViaService" = "dynamodb.ap-northeast-2.amazonaws.com" } }
      },
      {
        Sid      = "TellTheEdge"
        Effect   = "Allow"
        Action   = ["s3:PutObject"]
        Resource = "${var.s3_frontend_bucket_arn}/vwr/active-events.json"
      },
    ]
  })
  role = aws_iam_role.service_queue_role.name
}

resource "aws_iam_role" "service_community_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ServiceAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = var.eks_oidc_arn }
      Condition = {
        StringEquals = {
          "${replace(var.eks_cluster_issuer, "https://", "")}:aud" = "sts.amazonaws.com"
          "${replace(var.eks_cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:${var.namespace}:community-service"
        }
      }
    }]
  })
  description          = "Pods of community-service"
  name                 = "${var.name_prefix}-service-community"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "service_community_policy" {
  name = "service-community"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Secrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = [var.secret_arns["database/urr_community"], var.secret_arns["internal/community"]]
      },
      {
        Sid      = "SecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = var.keys_data_arn
        Condition = {
          StringEquals = {
            "kms:ViaService"                  = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [var.secret_arns["database/urr_community"], var.secret_arns["internal/community"]]
          }
        }
      },
    ]
  })
  role = aws_iam_role.service_community_role.name
}

resource "aws_iam_role" "service_catalog_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ServiceAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = var.eks_oidc_arn }
      Condition = {
        StringEquals = {
          "${replace(var.eks_cluster_issuer, "https://", "")}:aud" = "sts.amazonaws.com"
          "${replace(var.eks_cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:${var.namespace}:catalog-service"
        }
      }
    }]
  })
  description          = "Pods of catalog-service"
  name                 = "${var.name_prefix}-service-catalog"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "service_catalog_policy" {
  name = "service-catalog"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Secrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = [var.secret_arns["database/urr_catalog"], var.secret_arns["internal/catalog"]]
      },
      {
        Sid      = "SecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = var.keys_data_arn
        Condition = {
          StringEquals = {
            "kms:ViaService"                  = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [var.secret_arns["database/urr_catalog"], var.secret_arns["internal/catalog"]]
          }
        }
      },
    ]
  })
  role = aws_iam_role.service_catalog_role.name
}
