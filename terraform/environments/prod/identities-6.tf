# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_iam_role_policy" "identities_service_stats_policy" {
  name = "service-stats"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          aws_secretsmanager_secret.secrets_database_urr_stats.arn,
          aws_secretsmanager_secret.secrets_internal_stats.arn,
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
              aws_secretsmanager_secret.secrets_database_urr_stats.arn,
              aws_secretsmanager_secret.secrets_internal_stats.arn,
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
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/payment-events-dlq",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/reservation-events-dlq",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/transfer-events-dlq",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/membership-events-dlq",
        ]
      },
      {
        Sid    = "KafkaRead"
        Effect = "Allow"
        Action = ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"]
        Resource = [
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/payment-events",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/reservation-events",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/transfer-events",
          "${replace(module.msk.kafka_arn, ":cluster/", ":topic/")}/membership-events",
        ]
      },
      {
        Sid      = "KafkaGroup"
        Effect   = "Allow"
        Action   = ["kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"]
        Resource = "${replace(module.msk.kafka_arn, ":cluster/", ":group/")}/stats-service-group"
      },
    ]
  })
  role = aws_iam_role.identities_service_stats_role.name
}

resource "aws_iam_role_policy" "identities_service_auth_policy" {
  name = "service-auth"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          aws_secretsmanager_secret.secrets_database_urr_auth.arn,
          aws_secretsmanager_secret.secrets_internal_auth.arn,
          aws_secretsmanager_secret.secrets_redis_token.arn,
          aws_secretsmanager_secret.secrets_token_keys_access.arn,
          aws_secretsmanager_secret.secrets_oauth.arn,
          aws_secretsmanager_secret.secrets_first_administrator.arn,
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
              aws_secretsmanager_secret.secrets_database_urr_auth.arn,
              aws_secretsmanager_secret.secrets_internal_auth.arn,
              aws_secretsmanager_secret.secrets_redis_token.arn,
              aws_secretsmanager_secret.secrets_token_keys_access.arn,
              aws_secretsmanager_secret.secrets_oauth.arn,
              aws_secretsmanager_secret.secrets_first_administrator.arn,
            ]
          }
        }
      },
    ]
  })
  role = aws_iam_role.identities_service_auth_role.name
}

resource "aws_iam_role_policy" "identities_service_queue_policy" {
  name = "service-queue"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          aws_secretsmanager_secret.secrets_internal_queue.arn,
          aws_secretsmanager_secret.secrets_redis_token.arn,
          aws_secretsmanager_secret.secrets_token_keys_entry.arn,
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
              aws_secretsmanager_secret.secrets_internal_queue.arn,
              aws_secretsmanager_secret.secrets_redis_token.arn,
              aws_secretsmanager_secret.secrets_token_keys_entry.arn,
            ]
          }
        }
      },
      {
        Sid      = "SendToQueue"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage", "sqs:GetQueueUrl", "sqs:GetQueueAttributes"]
        Resource = module.sqs.queue_arn
      },
      {
        Sid      = "OperateWaitingRoom"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:Scan"]
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
        Sid      = "TellTheEdge"
        Effect   = "Allow"
        Action   = ["s3:PutObject"]
        Resource = "${module.s3.frontend_bucket_arn}/vwr/active-events.json"
      },
    ]
  })
  role = aws_iam_role.identities_service_queue_role.name
}

resource "aws_iam_role_policy" "identities_service_community_policy" {
  name = "service-community"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          aws_secretsmanager_secret.secrets_database_urr_community.arn,
          aws_secretsmanager_secret.secrets_internal_community.arn,
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
              aws_secretsmanager_secret.secrets_database_urr_community.arn,
              aws_secretsmanager_secret.secrets_internal_community.arn,
            ]
          }
        }
      },
    ]
  })
  role = aws_iam_role.identities_service_community_role.name
}

resource "aws_iam_role_policy" "identities_service_catalog_policy" {
  name = "service-catalog"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          aws_secretsmanager_secret.secrets_database_urr_catalog.arn,
          aws_secretsmanager_secret.secrets_internal_catalog.arn,
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
              aws_secretsmanager_secret.secrets_database_urr_catalog.arn,
              aws_secretsmanager_secret.secrets_internal_catalog.arn,
            ]
          }
        }
      },
    ]
  })
  role = aws_iam_role.identities_service_catalog_role.name
}

resource "aws_iam_role_policy" "identities_load_balancer_controller_policy" {
  name = "load-balancer-controller"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "EnterPods"
        Effect   = "Allow"
        Action   = ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"]
        Resource = [module.alb.gateway_group_arn, module.alb.frontend_group_arn]
      },
      {
        Sid    = "Look"
        Effect = "Allow"
        Action = [
          "elasticloadbalancing:DescribeTargetGroups",
          "elasticloadbalancing:DescribeTargetHealth",
          "ec2:DescribeAvailabilityZones",
          "ec2:DescribeInstances",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcs",
        ]
        Resource = "*"
      },
    ]
  })
  role = aws_iam_role.identities_load_balancer_controller_role.name
}

resource "aws_iam_role_policy" "identities_node_autoscaler_policy" {
  name = "node-autoscaler"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "MoveNodes"
        Effect    = "Allow"
        Action    = ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"]
        Resource  = "arn:aws:autoscaling:ap-northeast-2:${var.account_id}:autoScalingGroup:*:autoScalingGroupName/eks-urr-spring-ng-initial-*"
        Condition = { StringEquals = { "aws:ResourceTag/k8s.io/cluster-autoscaler/${module.eks.cluster_name}" = "owned" } }
      },
      {
        Sid      = "LookAtNodeGroup"
        Effect   = "Allow"
        Action   = ["eks:DescribeNodegroup"]
        Resource = "arn:aws:eks:ap-northeast-2:${var.account_id}:nodegroup/${module.eks.cluster_name}/urr-spring-ng-initial/*"
      },
      {
        Sid    = "Look"
        Effect = "Allow"
        Action = [
          "autoscaling:DescribeAutoScalingGroups",
          "autoscaling:DescribeAutoScalingInstances",
          "autoscaling:DescribeLaunchConfigurations",
          "autoscaling:DescribeScalingActivities",
          "autoscaling:DescribeTags",
          "ec2:DescribeImages",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeLaunchTemplateVersions",
          "ec2:GetInstanceTypesFromInstanceRequirements",
        ]
        Resource = "*"
      },
    ]
  })
  role = aws_iam_role.identities_node_autoscaler_role.name
}
