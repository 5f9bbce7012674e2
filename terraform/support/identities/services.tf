# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_iam_role" "service_frontend_role" {
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
          "${replace(var.eks_cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:${var.namespace}:frontend"
        }
      }
    }]
  })
  description          = "Pods of frontend"
  name                 = "${var.name_prefix}-service-frontend"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "service_frontend_policy" {
  name = "service-frontend"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Secrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = [var.secret_arns["internal/frontend"]]
      },
      {
        Sid      = "SecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = var.keys_data_arn
        Condition = {
          StringEquals = {
            "kms:ViaService"                  = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [var.secret_arns["internal/frontend"]]
          }
        }
      },
    ]
  })
  role = aws_iam_role.service_frontend_role.name
}

resource "aws_iam_role" "service_gateway_role" {
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
          "${replace(var.eks_cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:${var.namespace}:gateway-service"
        }
      }
    }]
  })
  description          = "Pods of gateway-service"
  name                 = "${var.name_prefix}-service-gateway"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "service_gateway_policy" {
  name = "service-gateway"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          var.secret_arns["internal/gateway"],
          var.secret_arns["redis-token"],
          var.secret_arns["token-keys/entry-public"],
          var.secret_arns["token-keys/vwr-public"],
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
              var.secret_arns["internal/gateway"],
              var.secret_arns["redis-token"],
              var.secret_arns["token-keys/entry-public"],
              var.secret_arns["token-keys/vwr-public"],
            ]
          }
        }
      },
    ]
  })
  role = aws_iam_role.service_gateway_role.name
}

resource "aws_iam_role" "service_ticket_role" {
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
          "${replace(var.eks_cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:${var.namespace}:ticket-service"
        }
      }
    }]
  })
  description          = "Pods of ticket-service"
  name                 = "${var.name_prefix}-service-ticket"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "service_ticket_policy" {
  name = "service-ticket"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          var.secret_arns["database/urr_ticket"],
          var.secret_arns["internal/ticket"],
          var.secret_arns["redis-token"],
          var.secret_arns["token-keys/ticket-codes"],
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
              var.secret_arns["internal/ticket"],
              var.secret_arns["redis-token"],
              var.secret_arns["token-keys/ticket-codes"],
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
        Resource = var.msk_kafka_arn
      },
      {
        Sid    = "KafkaSend"
        Effect = "Allow"
        Action = ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"]
        Resource = [
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/payment-events",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/transfer-events",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/membership-events",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/reservation-events-dlq",
        ]
      },
      {
        Sid      = "KafkaRead"
        Effect   = "Allow"
        Action   = ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"]
        Resource = ["${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/reservation-events"]
      },
      {
        Sid      = "KafkaGroup"
        Effect   = "Allow"
        Action   = ["kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"]
        Resource = "${replace(var.msk_kafka_arn, ":cluster/", ":group/")}/ticket-service-group"
      },
      {
        Sid      = "SendToQueue"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage", "sqs:GetQueueUrl", "sqs:GetQueueAttributes"]
        Resource = var.sqs_queue_arn
      },
    ]
  })
  role = aws_iam_role.service_ticket_role.name
}

resource "aws_iam_role" "service_payment_role" {
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
          "${replace(var.eks_cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:${var.namespace}:payment-service"
        }
      }
    }]
  })
  description          = "Pods of payment-service"
  name                 = "${var.name_prefix}-service-payment"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "service_payment_policy" {
  name = "service-payment"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          var.secret_arns["database/urr_payment"],
          var.secret_arns["internal/payment"],
          var.secret_arns["payment-provider"],
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
              var.secret_arns["database/urr_payment"],
              var.secret_arns["internal/payment"],
              var.secret_arns["payment-provider"],
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
        Resource = var.msk_kafka_arn
      },
      {
        Sid    = "KafkaSend"
        Effect = "Allow"
        Action = ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"]
        Resource = [
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/reservation-events",
          "${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/payment-events-dlq",
        ]
      },
      {
        Sid      = "KafkaRead"
        Effect   = "Allow"
        Action   = ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"]
        Resource = ["${replace(var.msk_kafka_arn, ":cluster/", ":topic/")}/payment-events"]
      },
      {
        Sid      = "KafkaGroup"
        Effect   = "Allow"
        Action   = ["kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"]
        Resource = "${replace(var.msk_kafka_arn, ":cluster/", ":group/")}/payment-service-group"
      },
    ]
  })
  role = aws_iam_role.service_payment_role.name
}

resource "aws_iam_role" "service_stats_role" {
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
          "${replace(var.eks_cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:${var.namespace}:stats-service"
        }
      }
    }]
  })
  description          = "Pods of stats-service"
  name                 = "${var.name_prefix}-service-stats"
  permissions_boundary = aws_iam_policy.boundary.arn
}
