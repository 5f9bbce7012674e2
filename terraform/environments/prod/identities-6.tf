# Written by `npm run hcl` from the constructs; change those, not this file.

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
