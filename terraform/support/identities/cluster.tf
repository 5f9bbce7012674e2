# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_iam_role" "eks_cluster_role" {
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
  name                 = "${var.name_prefix}-eks-cluster"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy_attachment" "eks_cluster_amazon_eks_cluster_policy" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"
  role       = aws_iam_role.eks_cluster_role.name
}

resource "aws_iam_role_policy_attachment" "eks_cluster_amazon_eksvpc_resource_controller" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSVPCResourceController"
  role       = aws_iam_role.eks_cluster_role.name
}

resource "aws_iam_role" "eks_node_role" {
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
  name                 = "${var.name_prefix}-eks-node"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy_attachment" "eks_node_amazon_eks_worker_node_policy" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy"
  role       = aws_iam_role.eks_node_role.name
}

resource "aws_iam_role_policy_attachment" "eks_node_amazon_eks_cni_policy" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"
  role       = aws_iam_role.eks_node_role.name
}

resource "aws_iam_role_policy_attachment" "eks_node_amazon_ec2_container_registry_read_only" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly"
  role       = aws_iam_role.eks_node_role.name
}

resource "aws_iam_role_policy_attachment" "eks_node_amazon_ssm_managed_instance_core" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
  role       = aws_iam_role.eks_node_role.name
}

resource "aws_iam_role" "vpc_cni_role" {
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
          "${replace(var.eks_cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:kube-system:aws-node"
        }
      }
    }]
  })
  description          = "vpc-cni add-on, service account kube-system/aws-node"
  name                 = "${var.name_prefix}-vpc-cni"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy_attachment" "vpc_cni_amazon_eks_cni_policy" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"
  role       = aws_iam_role.vpc_cni_role.name
}

resource "aws_iam_role" "ebs_csi_role" {
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
          "${replace(var.eks_cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:kube-system:ebs-csi-controller-sa"
        }
      }
    }]
  })
  description          = "EBS CSI add-on, service account kube-system/ebs-csi-controller-sa"
  name                 = "${var.name_prefix}-ebs-csi"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy_attachment" "ebs_csi_amazon_ebscsi_driver_policy" {
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy"
  role       = aws_iam_role.ebs_csi_role.name
}

resource "aws_iam_role" "load_balancer_controller_role" {
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
          "${replace(var.eks_cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:kube-system:aws-load-balancer-controller"
        }
      }
    }]
  })
  description          = "AWS Load Balancer Controller"
  name                 = "${var.name_prefix}-load-balancer-controller"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "load_balancer_controller_policy" {
  name = "load-balancer-controller"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "EnterPods"
        Effect   = "Allow"
        Action   = ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"]
        Resource = [var.alb_gateway_group_arn, var.alb_frontend_group_arn]
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
  role = aws_iam_role.load_balancer_controller_role.name
}

resource "aws_iam_role" "node_autoscaler_role" {
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
          "${replace(var.eks_cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:kube-system:cluster-autoscaler"
        }
      }
    }]
  })
  description          = "Cluster autoscaler"
  name                 = "${var.name_prefix}-node-autoscaler"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "node_autoscaler_policy" {
  name = "node-autoscaler"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "MoveNodes"
        Effect    = "Allow"
        Action    = ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"]
        Resource  = "arn:aws:autoscaling:ap-northeast-2:${var.account_id}:autoScalingGroup:*:autoScalingGroupName/eks-${var.cluster_prefix}-ng-initial-*"
        Condition = { StringEquals = { "aws:ResourceTag/k8s.io/cluster-autoscaler/${var.eks_cluster_name}" = "owned" } }
      },
      {
        Sid      = "LookAtNodeGroup"
        Effect   = "Allow"
        Action   = ["eks:DescribeNodegroup"]
        Resource = "arn:aws:eks:ap-northeast-2:${var.account_id}:nodegroup/${var.eks_cluster_name}/${var.cluster_prefix}-ng-initial/*"
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
  role = aws_iam_role.node_autoscaler_role.name
}

resource "aws_iam_role" "external_secrets_role" {
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
          "${replace(var.eks_cluster_issuer, "https://", "")}:sub" = "system:serviceaccount:external-secrets:external-secrets"
        }
      }
    }]
  })
  description          = "External Secrets: secrets of the platform"
  name                 = "${var.name_prefix}-external-secrets"
  permissions_boundary = aws_iam_policy.boundary.arn
}
