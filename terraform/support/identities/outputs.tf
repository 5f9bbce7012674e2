# Written by `npm run hcl` from the constructs; change those, not this file.

output "database_setup_role_arn" {
  description = "ARN of the role `database_setup_role`."
  value       = aws_iam_role.database_setup_role.arn
}

output "database_setup_policy_id" {
  description = "Id of the policy `database_setup_policy`."
  value       = aws_iam_role_policy.database_setup_policy.id
}

output "topic_setup_policy_id" {
  description = "Id of the policy `topic_setup_policy`."
  value       = aws_iam_role_policy.topic_setup_policy.id
}

output "redis_rotation_policy_id" {
  description = "Id of the policy `redis_rotation_policy`."
  value       = aws_iam_role_policy.redis_rotation_policy.id
}

output "topic_setup_role_arn" {
  description = "ARN of the role `topic_setup_role`."
  value       = aws_iam_role.topic_setup_role.arn
}

output "redis_rotation_role_arn" {
  description = "ARN of the role `redis_rotation_role`."
  value       = aws_iam_role.redis_rotation_role.arn
}

output "flow_logs_role_arn" {
  description = "ARN of the role `flow_logs_role`."
  value       = aws_iam_role.flow_logs_role.arn
}

output "eks_cluster_role_arn" {
  description = "ARN of the role `eks_cluster_role`."
  value       = aws_iam_role.eks_cluster_role.arn
}

output "eks_node_role_arn" {
  description = "ARN of the role `eks_node_role`."
  value       = aws_iam_role.eks_node_role.arn
}

output "vpc_cni_amazon_eks_cni_policy_role" {
  description = "Role of the attachment `vpc_cni_amazon_eks_cni_policy`."
  value       = aws_iam_role_policy_attachment.vpc_cni_amazon_eks_cni_policy.role
}

output "ebs_csi_amazon_ebscsi_driver_policy_role" {
  description = "Role of the attachment `ebs_csi_amazon_ebscsi_driver_policy`."
  value       = aws_iam_role_policy_attachment.ebs_csi_amazon_ebscsi_driver_policy.role
}

output "ci_deploy_role_arn" {
  description = "ARN of the role `ci_deploy_role`."
  value       = aws_iam_role.ci_deploy_role.arn
}

output "eks_cluster_amazon_eks_cluster_policy_id" {
  description = "Id of the attachment `eks_cluster_amazon_eks_cluster_policy`."
  value       = aws_iam_role_policy_attachment.eks_cluster_amazon_eks_cluster_policy.id
}

output "eks_cluster_amazon_eksvpc_resource_controller_id" {
  description = "Id of the attachment `eks_cluster_amazon_eksvpc_resource_controller`."
  value       = aws_iam_role_policy_attachment.eks_cluster_amazon_eksvpc_resource_controller.id
}

output "eks_node_amazon_eks_worker_node_policy_id" {
  description = "Id of the attachment `eks_node_amazon_eks_worker_node_policy`."
  value       = aws_iam_role_policy_attachment.eks_node_amazon_eks_worker_node_policy.id
}

output "eks_node_amazon_eks_cni_policy_id" {
  description = "Id of the attachment `eks_node_amazon_eks_cni_policy`."
  value       = aws_iam_role_policy_attachment.eks_node_amazon_eks_cni_policy.id
}

output "eks_node_amazon_ec2_container_registry_read_only_id" {
  description = "Id of the attachment `eks_node_amazon_ec2_container_registry_read_only`."
  value       = aws_iam_role_policy_attachment.eks_node_amazon_ec2_container_registry_read_only.id
}

output "eks_node_amazon_ssm_managed_instance_core_id" {
  description = "Id of the attachment `eks_node_amazon_ssm_managed_instance_core`."
  value       = aws_iam_role_policy_attachment.eks_node_amazon_ssm_managed_instance_core.id
}

output "rds_monitoring_role_arn" {
  description = "ARN of the role `rds_monitoring_role`."
  value       = aws_iam_role.rds_monitoring_role.arn
}

output "rds_monitoring_amazon_rds_enhanced_monitoring_role_id" {
  description = "Id of the attachment `rds_monitoring_amazon_rds_enhanced_monitoring_role`."
  value       = aws_iam_role_policy_attachment.rds_monitoring_amazon_rds_enhanced_monitoring_role.id
}

output "rds_proxy_role_arn" {
  description = "ARN of the role `rds_proxy_role`; null where there is none."
  value       = one(aws_iam_role.rds_proxy_role[*].arn)
}

output "ticket_worker_role_arn" {
  description = "ARN of the role `ticket_worker_role`."
  value       = aws_iam_role.ticket_worker_role.arn
}

output "ticket_worker_aws_lambda_basic_execution_role_id" {
  description = "Id of the attachment `ticket_worker_aws_lambda_basic_execution_role`."
  value       = aws_iam_role_policy_attachment.ticket_worker_aws_lambda_basic_execution_role.id
}

output "ticket_worker_aws_lambda_vpc_access_execution_role_id" {
  description = "Id of the attachment `ticket_worker_aws_lambda_vpc_access_execution_role`."
  value       = aws_iam_role_policy_attachment.ticket_worker_aws_lambda_vpc_access_execution_role.id
}

output "ticket_worker_policy_id" {
  description = "Id of the policy `ticket_worker_policy`."
  value       = aws_iam_role_policy.ticket_worker_policy.id
}

output "vwr_api_role_arn" {
  description = "ARN of the role `vwr_api_role`."
  value       = aws_iam_role.vwr_api_role.arn
}

output "vwr_advancer_role_arn" {
  description = "ARN of the role `vwr_advancer_role`."
  value       = aws_iam_role.vwr_advancer_role.arn
}

output "scheduler_role_arn" {
  description = "ARN of the role `scheduler_role`."
  value       = aws_iam_role.scheduler_role.arn
}

output "api_gateway_logs_role_arn" {
  description = "ARN of the role `api_gateway_logs_role`."
  value       = aws_iam_role.api_gateway_logs_role.arn
}

output "vwr_api_policy_id" {
  description = "Id of the policy `vwr_api_policy`."
  value       = aws_iam_role_policy.vwr_api_policy.id
}

output "vwr_advancer_policy_id" {
  description = "Id of the policy `vwr_advancer_policy`."
  value       = aws_iam_role_policy.vwr_advancer_policy.id
}

output "scheduler_policy_id" {
  description = "Id of the policy `scheduler_policy`."
  value       = aws_iam_role_policy.scheduler_policy.id
}

output "api_gateway_logs_amazon_api_gateway_push_to_cloud_watch_logs_id" {
  description = "Id of the attachment `api_gateway_logs_amazon_api_gateway_push_to_cloud_watch_logs`."
  value       = aws_iam_role_policy_attachment.api_gateway_logs_amazon_api_gateway_push_to_cloud_watch_logs.id
}

output "lambda_edge_role_arn" {
  description = "ARN of the role `lambda_edge_role`; null where there is none."
  value       = one(aws_iam_role.lambda_edge_role[*].arn)
}

output "lambda_edge_aws_lambda_basic_execution_role_id" {
  description = "Id of the attachment `lambda_edge_aws_lambda_basic_execution_role`; null where there is none."
  value       = one(aws_iam_role_policy_attachment.lambda_edge_aws_lambda_basic_execution_role[*].id)
}
