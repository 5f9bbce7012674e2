# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_iam_role" "identities_service_payment_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ServiceAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = module.eks.oidc_arn }
      Condition = {
        StringEquals = {
          "${replace(module.eks.cluster_issuer, "https://", "")}:aud" = "sts.amazonaws.com"
          "${replace(module.eks.cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:urr-staging:payment-service"
        }
      }
    }]
  })
  description          = "Pods of payment-service"
  name                 = "urr-staging-service-payment"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_service_stats_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ServiceAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = module.eks.oidc_arn }
      Condition = {
        StringEquals = {
          "${replace(module.eks.cluster_issuer, "https://", "")}:aud" = "sts.amazonaws.com"
          "${replace(module.eks.cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:urr-staging:stats-service"
        }
      }
    }]
  })
  description          = "Pods of stats-service"
  name                 = "urr-staging-service-stats"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_service_auth_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ServiceAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = module.eks.oidc_arn }
      Condition = {
        StringEquals = {
          "${replace(module.eks.cluster_issuer, "https://", "")}:aud" = "sts.amazonaws.com"
          "${replace(module.eks.cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:urr-staging:auth-service"
        }
      }
    }]
  })
  description          = "Pods of auth-service"
  name                 = "urr-staging-service-auth"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_service_queue_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ServiceAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = module.eks.oidc_arn }
      Condition = {
        StringEquals = {
          "${replace(module.eks.cluster_issuer, "https://", "")}:aud" = "sts.amazonaws.com"
          "${replace(module.eks.cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:urr-staging:queue-service"
        }
      }
    }]
  })
  description          = "Pods of queue-service"
  name                 = "urr-staging-service-queue"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_service_community_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ServiceAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = module.eks.oidc_arn }
      Condition = {
        StringEquals = {
          "${replace(module.eks.cluster_issuer, "https://", "")}:aud" = "sts.amazonaws.com"
          "${replace(module.eks.cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:urr-staging:community-service"
        }
      }
    }]
  })
  description          = "Pods of community-service"
  name                 = "urr-staging-service-community"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_service_catalog_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ServiceAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = module.eks.oidc_arn }
      Condition = {
        StringEquals = {
          "${replace(module.eks.cluster_issuer, "https://", "")}:aud" = "sts.amazonaws.com"
          "${replace(module.eks.cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:urr-staging:catalog-service"
        }
      }
    }]
  })
  description          = "Pods of catalog-service"
  name                 = "urr-staging-service-catalog"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_load_balancer_controller_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ServiceAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = module.eks.oidc_arn }
      Condition = {
        StringEquals = {
          "${replace(module.eks.cluster_issuer, "https://", "")}:aud" = "sts.amazonaws.com"
          "${replace(module.eks.cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:kube-system:aws-load-balancer-controller"
        }
      }
    }]
  })
  description          = "AWS Load Balancer Controller"
  name                 = "urr-staging-load-balancer-controller"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_node_autoscaler_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ServiceAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = module.eks.oidc_arn }
      Condition = {
        StringEquals = {
          "${replace(module.eks.cluster_issuer, "https://", "")}:aud" = "sts.amazonaws.com"
          "${replace(module.eks.cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:kube-system:cluster-autoscaler"
        }
      }
    }]
  })
  description          = "Cluster autoscaler"
  name                 = "urr-staging-node-autoscaler"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_external_secrets_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ServiceAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = module.eks.oidc_arn }
      Condition = {
        StringEquals = {
          "${replace(module.eks.cluster_issuer, "https://", "")}:aud" = "sts.amazonaws.com"
          "${replace(module.eks.cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:external-secrets:external-secrets"
        }
      }
    }]
  })
  description          = "External Secrets: secrets of the platform"
  name                 = "urr-staging-external-secrets"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role_policy_attachment" "identities_ci_plan_read_only_access" {
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
  role       = aws_iam_role.identities_ci_plan_role.name
}

resource "aws_iam_role_policy_attachment" "identities_ci_deploy_power_user_access" {
  policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
  role       = aws_iam_role.identities_ci_deploy_role.name
}

resource "aws_iam_role_policy_attachment" "identities_eks_cluster_amazon_eks_cluster_policy" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"
  role       = aws_iam_role.identities_eks_cluster_role.name
}

resource "aws_iam_role_policy_attachment" "identities_eks_cluster_amazon_eksvpc_resource_controller" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSVPCResourceController"
  role       = aws_iam_role.identities_eks_cluster_role.name
}

resource "aws_iam_role_policy_attachment" "identities_eks_node_amazon_eks_worker_node_policy" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy"
  role       = aws_iam_role.identities_eks_node_role.name
}

resource "aws_iam_role_policy_attachment" "identities_eks_node_amazon_eks_cni_policy" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"
  role       = aws_iam_role.identities_eks_node_role.name
}

resource "aws_iam_role_policy_attachment" "identities_eks_node_amazon_ec2_container_registry_read_only" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly"
  role       = aws_iam_role.identities_eks_node_role.name
}

resource "aws_iam_role_policy_attachment" "identities_eks_node_amazon_ssm_managed_instance_core" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
  role       = aws_iam_role.identities_eks_node_role.name
}

resource "aws_iam_role_policy_attachment" "identities_vpc_cni_amazon_eks_cni_policy" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"
  role       = aws_iam_role.identities_vpc_cni_role.name
}

resource "aws_iam_role_policy_attachment" "identities_ebs_csi_amazon_ebscsi_driver_policy" {
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy"
  role       = aws_iam_role.identities_ebs_csi_role.name
}

resource "aws_iam_role_policy_attachment" "identities_rds_monitoring_amazon_rds_enhanced_monitoring_role" {
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
  role       = aws_iam_role.identities_rds_monitoring_role.name
}

resource "aws_iam_role_policy_attachment" "identities_ticket_worker_aws_lambda_basic_execution_role" {
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
  role       = aws_iam_role.identities_ticket_worker_role.name
}

resource "aws_iam_role_policy_attachment" "identities_ticket_worker_aws_lambda_vpc_access_execution_role" {
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
  role       = aws_iam_role.identities_ticket_worker_role.name
}

resource "aws_iam_role_policy_attachment" "identities_api_gateway_logs_amazon_api_gateway_push_to_cloud_watch_logs" {
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
  role       = aws_iam_role.identities_api_gateway_logs_role.name
}

resource "aws_iam_role_policy" "identities_ci_plan_policy" {
  name = "ci-plan"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "FindState"
        Effect   = "Allow"
        Action   = ["s3:ListBucket", "s3:GetBucketVersioning"]
        Resource = "arn:aws:s3:::urr-staging-terraform-state-${var.account_id}"
      },
      {
        Sid      = "State"
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = "arn:aws:s3:::urr-staging-terraform-state-${var.account_id}/staging/terraform.tfstate"
      },
      {
        Sid      = "StateLockObject"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
        Resource = "arn:aws:s3:::urr-staging-terraform-state-${var.account_id}/staging/terraform.tfstate.tflock"
      },
      {
        Sid      = "StateLockItem"
        Effect   = "Allow"
        Action   = ["dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"]
        Resource = "arn:aws:dynamodb:ap-northeast-2:${var.account_id}:table/urr-staging-terraform-lock"
      },
      {
        Sid    = "NoObjectsButTheState"
        Effect = "Deny"
        Action = ["s3:GetObject", "s3:GetObjectVersion"]
        NotResource = [
          "arn:aws:s3:::urr-staging-terraform-state-${var.account_id}/staging/terraform.tfstate",
          "arn:aws:s3:::urr-staging-terraform-state-${var.account_id}/staging/terraform.tfstate.tflock",
        ]
      },
      {
        Sid    = "NoItemsButTheLock"
        Effect = "Deny"
        Action = [
          "dynamodb:BatchGetItem",
          "dynamodb:GetItem",
          "dynamodb:GetRecords",
          "dynamodb:PartiQLSelect",
          "dynamodb:Query",
          "dynamodb:Scan",
        ]
        NotResource = "arn:aws:dynamodb:ap-northeast-2:${var.account_id}:table/urr-staging-terraform-lock"
      },
      {
        Sid    = "NoLogsNorMessages"
        Effect = "Deny"
        Action = [
          "logs:FilterLogEvents",
          "logs:GetLogEvents",
          "logs:GetLogRecord",
          "logs:GetQueryResults",
          "logs:StartLiveTail",
          "logs:StartQuery",
          "rds:DownloadDBLogFilePortion",
          "sqs:ReceiveMessage",
          "wafv2:GetSampledRequests",
          "xray:BatchGetTraces",
        ]
        Resource = "*"
      },
      {
        Sid      = "NoSecretValues"
        Effect   = "Deny"
        Action   = ["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"]
        Resource = "*"
      },
      {
        Sid       = "NotAnotherEnvironment"
        Effect    = "Deny"
        Action    = ["*"]
        Resource  = "*"
        Condition = { StringNotEquals = { "aws:ResourceTag/environment" = "staging" }, Null = { "aws:ResourceTag/environment" = "false" } }
      },
      {
        Sid    = "NotAnothersBuckets"
        Effect = "Deny"
        Action = ["s3:*"]
        NotResource = [
          "arn:aws:s3:::urr-staging-*",
          "arn:aws:s3:::urr-staging-terraform-state-${var.account_id}",
          "arn:aws:s3:::urr-staging-terraform-state-${var.account_id}/*",
        ]
      },
    ]
  })
  role = aws_iam_role.identities_ci_plan_role.name
}
