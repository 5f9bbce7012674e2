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

run "refuses_image_fits_the_processor" {
  command = plan

  variables {
    instance_types = ["t4g.medium"]
  }

  expect_failures = [var.instance_types]
}

run "refuses_nodes_take_prefixes" {
  command = plan

  variables {
    instance_types = ["m4.large"]
  }

  expect_failures = [var.instance_types]
}

run "refuses_node_counts_in_order" {
  command = plan

  variables {
    min_nodes = 4
  }

  expect_failures = [var.min_nodes]
}

run "refuses_disk_holds_the_image" {
  command = plan

  variables {
    disk_gb = -1
  }

  expect_failures = [var.disk_gb]
}

run "refuses_update_leaves_a_node" {
  command = plan

  variables {
    max_unavailable_nodes = 5
  }

  expect_failures = [var.max_unavailable_nodes]
}

run "refuses_pod_slots_in_range" {
  command = plan

  variables {
    max_pods_per_node = -1
  }

  expect_failures = [var.max_pods_per_node]
}

run "refuses_service_addresses_apart" {
  command = plan

  variables {
    service_cidr = "no such thing!"
  }

  expect_failures = [var.service_cidr]
}

run "refuses_log_retention_known" {
  command = plan

  variables {
    log_retention_days = -1
  }

  expect_failures = [var.log_retention_days]
}

run "refuses_version_is_a_minor_release" {
  command = plan

  variables {
    kubernetes_version = "no such thing!"
  }

  expect_failures = [var.kubernetes_version]
}

run "refuses_somebody_may_enter" {
  command = plan

  variables {
    admin_role_arns = []
  }

  expect_failures = [var.admin_role_arns]
}
