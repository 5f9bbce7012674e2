# Written by `npm run hcl` from the constructs; change those, not this file.

output "oidc_arn" {
  description = "`aws_iam_openid_connect_provider.oidc.arn`"
  value       = aws_iam_openid_connect_provider.oidc.arn
}

output "cluster_issuer" {
  description = "`aws_eks_cluster.cluster.identity[0].oidc[0].issuer`"
  value       = aws_eks_cluster.cluster.identity[0].oidc[0].issuer
}

output "cluster_name" {
  description = "`aws_eks_cluster.cluster.name`"
  value       = aws_eks_cluster.cluster.name
}

output "nodes_group_id" {
  description = "`aws_security_group.nodes_group.id`"
  value       = aws_security_group.nodes_group.id
}

output "control_plane_group_id" {
  description = "`aws_security_group.control_plane_group.id`"
  value       = aws_security_group.control_plane_group.id
}
