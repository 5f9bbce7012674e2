# Written by `npm run hcl` from the constructs; change those, not this file.
#
# The cluster: control plane with a private endpoint, one managed node group, four add-ons and the identity provider
# of the service accounts (architecture.md 2.1 to 2.3). In this order, else nodes never become ready: log group,
# cluster, vpc-cni and kube-proxy, nodes, coredns and ebs-csi. Both security groups are empty; their rules stand with
# all others.

resource "aws_cloudwatch_log_group" "logs" {
  kms_key_id        = var.logs_key_arn
  name              = "/aws/eks/${var.cluster_prefix}/cluster"
  retention_in_days = var.log_retention_days
}

resource "aws_security_group" "control_plane_group" {
  description = "EKS control-plane of ${var.cluster_prefix}; rules stand in the security group matrix"
  name        = "${var.cluster_prefix}-control-plane"
  tags        = { Name = "${var.cluster_prefix}-control-plane" }
  vpc_id      = var.vpc_id
}

resource "aws_security_group" "nodes_group" {
  description = "EKS nodes of ${var.cluster_prefix}; rules stand in the security group matrix"
  name        = "${var.cluster_prefix}-nodes"
  tags        = { Name = "${var.cluster_prefix}-nodes" }
  vpc_id      = var.vpc_id
}

resource "aws_eks_cluster" "cluster" {
  bootstrap_self_managed_addons = false
  enabled_cluster_log_types     = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
  name                          = var.cluster_prefix
  role_arn                      = var.cluster_role_arn
  version                       = var.kubernetes_version

  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = false
  }

  encryption_config {
    resources = ["secrets"]

    provider {
      key_arn = var.secrets_key_arn
    }
  }

  kubernetes_network_config {
    ip_family         = "ipv4"
    service_ipv4_cidr = var.service_cidr
  }

  upgrade_policy {
    support_type = "EXTENDED"
  }

  vpc_config {
    endpoint_private_access = true
    endpoint_public_access  = false
    security_group_ids      = [aws_security_group.control_plane_group.id]
    subnet_ids              = var.subnet_ids
  }

  depends_on = [aws_cloudwatch_log_group.logs, var.wait_for]
}

resource "aws_iam_openid_connect_provider" "oidc" {
  client_id_list = ["sts.amazonaws.com"]
  url            = aws_eks_cluster.cluster.identity[0].oidc[0].issuer
}

resource "aws_eks_access_entry" "access_admin_0" {
  cluster_name  = aws_eks_cluster.cluster.name
  principal_arn = var.admin_role_arns[0]
  type          = "STANDARD"
}

resource "aws_eks_access_entry" "access_admin_1" {
  cluster_name  = aws_eks_cluster.cluster.name
  principal_arn = var.admin_role_arns[1]
  type          = "STANDARD"
}

resource "aws_eks_access_policy_association" "access_admin_0_policy" {
  cluster_name  = aws_eks_cluster.cluster.name
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
  principal_arn = var.admin_role_arns[0]

  access_scope {
    type = "cluster"
  }

  depends_on = [aws_eks_access_entry.access_admin_0]
}

resource "aws_eks_access_policy_association" "access_admin_1_policy" {
  cluster_name  = aws_eks_cluster.cluster.name
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
  principal_arn = var.admin_role_arns[1]

  access_scope {
    type = "cluster"
  }

  depends_on = [aws_eks_access_entry.access_admin_1]
}

resource "aws_eks_addon" "network_vpc_cni" {
  addon_name   = "vpc-cni"
  cluster_name = aws_eks_cluster.cluster.name
  configuration_values = jsonencode({
    enableNetworkPolicy = "true"
    env = {
      ENABLE_PREFIX_DELEGATION = "true"
      WARM_PREFIX_TARGET       = "1"
    }
  })
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
  service_account_role_arn    = var.vpc_cni_role_arn
}

resource "aws_eks_addon" "network_kube_proxy" {
  addon_name                  = "kube-proxy"
  cluster_name                = aws_eks_cluster.cluster.name
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
}

resource "aws_eks_addon" "workload_coredns" {
  addon_name                  = "coredns"
  cluster_name                = aws_eks_cluster.cluster.name
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
  depends_on                  = [aws_eks_node_group.nodes_group]
}

resource "aws_eks_addon" "workload_aws_ebs_csi_driver" {
  addon_name                  = "aws-ebs-csi-driver"
  cluster_name                = aws_eks_cluster.cluster.name
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
  service_account_role_arn    = var.ebs_csi_role_arn
  depends_on                  = [aws_eks_node_group.nodes_group]
}

resource "aws_launch_template" "nodes_template" {
  ebs_optimized          = "true"
  name                   = "${var.cluster_prefix}-ng-initial"
  update_default_version = true
  user_data              = base64encode(join("", ["MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"//\"\n\n--//\nContent-Type: application/node.eks.aws\n\n", jsonencode({ "apiVersion" = "node.eks.aws/v1alpha1", "kind" = "NodeConfig", "spec" = { "kubelet" = { "config" = { "kubeReserved" = { "cpu" = "70m", "ephemeral-storage" = "1Gi", "memory" = format("%dMi", (255 + (11 * var.max_pods_per_node))) }, "maxPods" = var.max_pods_per_node } } } }), "\n--//--\n"]))
  vpc_security_group_ids = [aws_security_group.nodes_group.id]

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      delete_on_termination = "true"
      encrypted             = "true"
      volume_size           = var.disk_gb
      volume_type           = "gp3"
    }
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_put_response_hop_limit = 1
    http_tokens                 = "required"
  }

  tag_specifications {
    resource_type = "instance"
    tags          = { Name = "${var.cluster_prefix}-ng-initial" }
  }

  tag_specifications {
    resource_type = "volume"
    tags          = { Name = "${var.cluster_prefix}-ng-initial" }
  }
}

resource "aws_eks_node_group" "nodes_group" {
  ami_type        = var.ami_type
  capacity_type   = var.capacity_type
  cluster_name    = aws_eks_cluster.cluster.name
  instance_types  = var.instance_types
  labels          = { role = "initial" }
  node_group_name = "${var.cluster_prefix}-ng-initial"
  node_role_arn   = var.node_role_arn
  subnet_ids      = var.subnet_ids
  version         = var.kubernetes_version

  launch_template {
    id      = aws_launch_template.nodes_template.id
    version = aws_launch_template.nodes_template.latest_version
  }

  scaling_config {
    desired_size = var.desired_nodes
    max_size     = var.max_nodes
    min_size     = var.min_nodes
  }

  update_config {
    max_unavailable = var.max_unavailable_nodes
  }

  lifecycle {
    ignore_changes = [scaling_config[0].desired_size]
  }

  depends_on = [aws_eks_addon.network_vpc_cni, aws_eks_addon.network_kube_proxy, var.wait_for]
}
