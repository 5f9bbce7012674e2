# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_iam_policy" "identities_boundary" {
  description = "The most that a role of this environment may ever do"
  name        = "urr-prod-boundary"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "NoIdentities"
        Effect    = "Allow"
        NotAction = ["iam:*", "organizations:*", "account:*"]
        Resource  = "*"
      },
      {
        Sid    = "LookAtIdentities"
        Effect = "Allow"
        Action = [
          "iam:GetOpenIDConnectProvider",
          "iam:GetPolicy",
          "iam:GetPolicyVersion",
          "iam:GetRole",
          "iam:GetRolePolicy",
          "iam:ListAttachedRolePolicies",
          "iam:ListRolePolicies",
        ]
        Resource = "arn:aws:iam::${var.account_id}:*"
      },
      {
        Sid      = "LinkedRoles"
        Effect   = "Allow"
        Action   = ["iam:CreateServiceLinkedRole"]
        Resource = "arn:aws:iam::${var.account_id}:role/aws-service-role/*"
      },
    ]
  })
}

resource "aws_iam_openid_connect_provider" "identities_github" {
  client_id_list = ["sts.amazonaws.com"]
  url            = "https://token.actions.githubusercontent.com"
}

resource "aws_iam_role" "identities_ci_plan_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "GithubActions"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.identities_github.arn }
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = "repo:${var.repository}:pull_request"
        }
      }
    }]
  })
  description          = "GitHub Actions: plan of a pull request"
  name                 = "urr-prod-ci-plan"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_ci_deploy_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "GithubActions"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.identities_github.arn }
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = "repo:${var.repository}:environment:prod"
        }
      }
    }]
  })
  description = "GitHub Actions: apply of this environment"
  name        = "urr-prod-ci-deploy"
}

resource "aws_iam_role" "identities_flow_logs_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "vpc-flow-logs.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
  description          = "VPC flow logs"
  name                 = "urr-prod-flow-logs"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_eks_cluster_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "eks.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
  description          = "EKS control plane"
  name                 = "urr-prod-eks-cluster"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_eks_node_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
  description          = "EKS worker nodes"
  name                 = "urr-prod-eks-node"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_vpc_cni_role" {
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
          "${replace(module.eks.cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:kube-system:aws-node"
        }
      }
    }]
  })
  description          = "vpc-cni add-on, service account kube-system/aws-node"
  name                 = "urr-prod-vpc-cni"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_ebs_csi_role" {
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
          "${replace(module.eks.cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:kube-system:ebs-csi-controller-sa"
        }
      }
    }]
  })
  description          = "EBS CSI add-on, service account kube-system/ebs-csi-controller-sa"
  name                 = "urr-prod-ebs-csi"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_rds_monitoring_role" {
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
  name                 = "urr-prod-rds-monitoring"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_rds_proxy_role" {
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
  name                 = "urr-prod-rds-proxy"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_database_setup_role" {
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
  name                 = "urr-prod-database-setup"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_topic_setup_role" {
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
  name                 = "urr-prod-topic-setup"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_redis_rotation_role" {
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
  name                 = "urr-prod-redis-rotation"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_ticket_worker_role" {
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
  description          = "Ticket worker function"
  name                 = "urr-prod-ticket-worker"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_vwr_api_role" {
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
  description          = "Waiting room API function"
  name                 = "urr-prod-vwr-api"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_vwr_advancer_role" {
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
  description          = "Waiting room advancer function"
  name                 = "urr-prod-vwr-advancer"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_scheduler_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
  description          = "EventBridge Scheduler: starts the advancer"
  name                 = "urr-prod-scheduler"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_api_gateway_logs_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "apigateway.amazonaws.com" }
    }]
  })
  description          = "API Gateway: access and execution logs"
  name                 = "urr-prod-api-gateway-logs"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_lambda_edge_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"] }
    }]
  })
  description          = "Lambda@Edge: viewer request"
  name                 = "urr-prod-lambda-edge"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}

resource "aws_iam_role" "identities_service_frontend_role" {
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
          "${replace(module.eks.cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:urr-spring:frontend"
        }
      }
    }]
  })
  description          = "Pods of frontend"
  name                 = "urr-prod-service-frontend"
  permissions_boundary = aws_iam_policy.identities_boundary.arn
}
