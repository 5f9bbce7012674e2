# Written by `npm run hcl` from the constructs; change those, not this file.

variable "instance_types" {
  description = "EC2 types of the nodes, one processor architecture. Default `['t3.medium']` (staging: t3.small)."
  type        = list(string)
  default     = ["t3.medium"]
  nullable    = false

  validation {
    condition     = length(var.instance_types) > 0 && alltrue([for t in var.instance_types : can(regex("^[a-z]+[0-9]+[a-z]*\\.[0-9]*[a-z]+$", t)) && can(regex("^(a1\\.|[a-z]+[0-9]+g)", t)) == (var.ami_type == "AL2023_ARM_64_STANDARD")])
    error_message = "eks/image-fits-the-processor: allowed is one or more EC2 types, all with the processor of ami_type. Graviton types (t4g, m7g ...) need AL2023_ARM_64_STANDARD, all others AL2023_x86_64_STANDARD."
  }

  validation {
    condition     = alltrue([for t in var.instance_types : !can(regex("^(t1|t2|m[1-4]|c[134]|r[34]|i[23]|d2|h1|x1e?|p[23]|g2|g3s?|f1|cc2|cr1|hs1|a1)\\.", t))])
    error_message = "eks/nodes-take-prefixes: allowed is Nitro types (t3, t4g, m5 and later). Older types take no address prefixes, so a small node would have a handful of pod slots (ruling B1)."
  }
}

variable "ami_type" {
  description = "Image of the nodes; must fit the processor of `instance_types`. Default `AL2023_x86_64_STANDARD`."
  type        = string
  default     = "AL2023_x86_64_STANDARD"
  nullable    = false
}

variable "capacity_type" {
  description = "`ON_DEMAND` or `SPOT`. Default `ON_DEMAND` (staging: SPOT)."
  type        = string
  default     = "ON_DEMAND"
  nullable    = false
}

variable "desired_nodes" {
  description = "Nodes at the start; afterwards the autoscaler decides. Default 3 (staging: 2)."
  type        = number
  default     = 3
  nullable    = false
}

variable "min_nodes" {
  description = "Default 2 (staging: 1)."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.min_nodes >= 1 && var.min_nodes <= var.desired_nodes && var.desired_nodes <= var.max_nodes
    error_message = "eks/node-counts-in-order: allowed is whole numbers with 1 <= min_nodes <= desired_nodes <= max_nodes. Put the three numbers in order; the autoscaler moves between the outer two."
  }
}

variable "max_nodes" {
  description = "Default 5 (staging: 3)."
  type        = number
  default     = 5
  nullable    = false
}

variable "disk_gb" {
  description = "Root volume of a node in GB, encrypted gp3. Default 20."
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition     = var.disk_gb >= 20 && var.disk_gb <= 16384
    error_message = "eks/disk-holds-the-image: allowed is 20 to 16,384 GB. The node image alone needs 20 GB."
  }
}

variable "max_unavailable_nodes" {
  description = "Nodes that an update replaces at a time. Default 1."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.max_unavailable_nodes >= 1 && var.max_unavailable_nodes <= max(1, var.max_nodes - 1)
    error_message = "eks/update-leaves-a-node: allowed is at least 1 and fewer than max_nodes (1 where max_nodes is 1). Lower max_unavailable_nodes: an update that replaces every node at once is an outage."
  }
}

variable "max_pods_per_node" {
  description = "Pod slots of a node: prefix delegation lifts the limit of the network cards, memory for the kubelet is kept per slot. Default 40."
  type        = number
  default     = 40
  nullable    = false

  validation {
    condition     = var.max_pods_per_node >= 11 && var.max_pods_per_node <= 110
    error_message = "eks/pod-slots-in-range: allowed is 11 to 110 pods. EKS caps nodes below 30 vCPU at 110 slots; fewer than 11 leaves no room beside the daemons."
  }
}

variable "service_cidr" {
  description = "Addresses of Kubernetes services, never seen outside the cluster; cannot be changed later. Default `172.20.0.0/16`, what EKS takes beside a VPC in 10.0.0.0/8."
  type        = string
  default     = "172.20.0.0/16"
  nullable    = false

  validation {
    condition     = can(regex("^(172\\.(1[6-9]|2[0-9]|3[01])|192\\.168)(\\.[0-9]{1,3}){2}/(1[2-9]|2[0-4])$", var.service_cidr))
    error_message = "eks/service-addresses-apart: allowed is a /12 to /24 inside 172.16.0.0/12 or 192.168.0.0/16. Keep services out of 10.0.0.0/8, where the VPCs of all environments are: EKS refuses an overlap."
  }
}

variable "log_retention_days" {
  description = "Days that the control plane's logs are kept. Default 7."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "eks/log-retention-known: allowed is one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days. CloudWatch Logs takes these values only."
  }
}

variable "kubernetes_version" {
  description = "Kubernetes version of control plane and nodes, `1.35`. Without a default: the documented 1.28 can no longer be created (ruling A1), so the environment passes the deployed one of stacks/lifecycle.ts."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^1\\.[0-9]{2}$", var.kubernetes_version))
    error_message = "eks/version-is-a-minor-release: allowed is a minor release such as 1.35. Pass the deployed version of stacks/lifecycle.ts."
  }
}

variable "cluster_prefix" {
  description = "`urr-spring` makes `urr-spring-ng-initial` (architecture.md 2.2, ruling D3)."
  type        = string
  nullable    = false
}

variable "vpc_id" {
  description = "The VPC in which all of it stands."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "Where nodes, pods and the control plane's network cards live (architecture.md 2.2)."
  type        = list(string)
  nullable    = false
}

variable "cluster_role_arn" {
  description = "Role of the control plane (architecture.md 7)."
  type        = string
  nullable    = false
}

variable "node_role_arn" {
  description = "Role of the nodes (architecture.md 7)."
  type        = string
  nullable    = false
}

variable "vpc_cni_role_arn" {
  description = "Role of the service account `aws-node` (architecture.md 2.3)."
  type        = string
  nullable    = false
}

variable "ebs_csi_role_arn" {
  description = "Role of the service account `ebs-csi-controller-sa` (architecture.md 2.3)."
  type        = string
  nullable    = false
}

variable "secrets_key_arn" {
  description = "KMS key of the Kubernetes secrets (architecture.md 2.1)."
  type        = string
  nullable    = false
}

variable "logs_key_arn" {
  description = "KMS key of the control plane's logs. Default: CloudWatch's own key."
  type        = string
  nullable    = false
}

variable "admin_role_arns" {
  description = "Roles that administer the cluster, CI first: whoever creates it gets no rights. This module reads 2 of them."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.admin_role_arns) > 0
    error_message = "eks/somebody-may-enter: allowed is at least one role that administers the cluster. Name the CI role: whoever creates the cluster gets no rights in it, and the endpoint is private."
  }
}

variable "wait_for" {
  description = "What a node needs before it starts: its role's policies, and the add-ons without which it never becomes ready."
  type        = list(string)
  default     = []
  nullable    = false
}
