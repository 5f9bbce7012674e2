# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  kubernetes_version = "1.35"
  cluster_prefix     = "urr-spring"
  vpc_id             = "vpc-0123456789abcdef0"
  subnet_ids         = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  cluster_role_arn   = "arn:aws:iam::123456789012:role/cluster-role-arn"
  node_role_arn      = "arn:aws:iam::123456789012:role/node-role-arn"
  vpc_cni_role_arn   = "arn:aws:iam::123456789012:role/vpc-cni-role-arn"
  ebs_csi_role_arn   = "arn:aws:iam::123456789012:role/ebs-csi-role-arn"
  secrets_key_arn    = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  logs_key_arn       = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
  admin_role_arns = [
    "arn:aws:iam::123456789012:role/admin-role-arn",
    "arn:aws:iam::123456789012:role/admin-role-arn",
  ]
}

run "documented_values" {
  command = plan

  assert {
    condition     = aws_eks_cluster.cluster.name == "urr-spring"
    error_message = "architecture.md 11: the name of the cluster"
  }

  assert {
    condition     = aws_eks_cluster.cluster.vpc_config[0].endpoint_private_access
    error_message = "architecture.md 2.1: the endpoint is private"
  }

  assert {
    condition     = !aws_eks_cluster.cluster.vpc_config[0].endpoint_public_access
    error_message = "architecture.md 2.1: the endpoint is not public"
  }

  assert {
    condition     = toset(aws_eks_cluster.cluster.enabled_cluster_log_types) == toset(["api", "audit", "authenticator", "controllerManager", "scheduler"])
    error_message = "architecture.md 2.1: five kinds of control-plane logs"
  }

  assert {
    condition     = aws_cloudwatch_log_group.logs.retention_in_days == 7
    error_message = "architecture.md 2.1: logs are kept for 7 days"
  }

  assert {
    condition     = aws_eks_node_group.nodes_group.node_group_name == "urr-spring-ng-initial"
    error_message = "architecture.md 2.2: the name of the node group"
  }

  assert {
    condition     = tolist(aws_eks_node_group.nodes_group.instance_types) == tolist(["t3.medium"])
    error_message = "architecture.md 2.2: t3.medium"
  }

  assert {
    condition     = aws_eks_node_group.nodes_group.scaling_config[0].desired_size == 3
    error_message = "architecture.md 2.2: three nodes wanted"
  }

  assert {
    condition     = aws_eks_node_group.nodes_group.scaling_config[0].min_size == 2
    error_message = "architecture.md 2.2: two nodes at least"
  }

  assert {
    condition     = aws_eks_node_group.nodes_group.scaling_config[0].max_size == 5
    error_message = "architecture.md 2.2: five nodes at most"
  }

  assert {
    condition     = aws_eks_node_group.nodes_group.capacity_type == "ON_DEMAND"
    error_message = "architecture.md 2.2: ON_DEMAND"
  }

  assert {
    condition     = aws_eks_node_group.nodes_group.labels["role"] == "initial"
    error_message = "architecture.md 2.2: label role=initial"
  }

  assert {
    condition     = aws_launch_template.nodes_template.block_device_mappings[0].ebs[0].volume_size == 20
    error_message = "architecture.md 2.2: disks of 20 GB"
  }

  assert {
    condition     = aws_eks_addon.network_vpc_cni.addon_name == "vpc-cni"
    error_message = "architecture.md 2.3: vpc-cni"
  }

  assert {
    condition     = aws_eks_addon.workload_aws_ebs_csi_driver.addon_name == "aws-ebs-csi-driver"
    error_message = "architecture.md 2.3: aws-ebs-csi-driver"
  }
}
