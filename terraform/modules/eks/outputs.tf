# Written by `npm run hcl` from the constructs; change those, not this file.

output "oidc_arn" {
  description = "ARN of the identity provider `oidc`."
  value       = aws_iam_openid_connect_provider.oidc.arn
}

output "cluster_issuer" {
  description = "Issuer of the EKS cluster `cluster`."
  value       = aws_eks_cluster.cluster.identity[0].oidc[0].issuer
}

output "cluster_name" {
  description = "Name of the EKS cluster `cluster`."
  value       = aws_eks_cluster.cluster.name
}

output "nodes_group_id" {
  description = "The group that nodes and pods carry (ruling B10)."
  value       = aws_security_group.nodes_group.id
}

output "control_plane_group_id" {
  description = "The additional group of the control plane's network cards."
  value       = aws_security_group.control_plane_group.id
}
