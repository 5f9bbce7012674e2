# Written by `npm run hcl` from the constructs; change those, not this file.
# A state that `cdktf deploy` made is taken over without a change.

moved {
  from = aws_kms_alias.keys_eks-alias
  to   = aws_kms_alias.keys_eks_alias
}

moved {
  from = aws_kms_alias.keys_logs-alias
  to   = aws_kms_alias.keys_logs_alias
}

moved {
  from = aws_kms_alias.keys_data-alias
  to   = aws_kms_alias.keys_data_alias
}

moved {
  from = aws_kms_alias.keys_alarms-alias
  to   = aws_kms_alias.keys_alarms_alias
}

moved {
  from = aws_iam_openid_connect_provider.eks_oidc
  to   = module.eks.aws_iam_openid_connect_provider.oidc
}

moved {
  from = aws_iam_role.identities_ci-plan_role
  to   = aws_iam_role.identities_ci_plan_role
}

moved {
  from = aws_iam_role.identities_ci-deploy_role
  to   = aws_iam_role.identities_ci_deploy_role
}

moved {
  from = aws_iam_role.identities_flow-logs_role
  to   = aws_iam_role.identities_flow_logs_role
}

moved {
  from = aws_iam_role.identities_eks-cluster_role
  to   = aws_iam_role.identities_eks_cluster_role
}

moved {
  from = aws_iam_role.identities_eks-node_role
  to   = aws_iam_role.identities_eks_node_role
}

moved {
  from = aws_iam_role.identities_vpc-cni_role
  to   = aws_iam_role.identities_vpc_cni_role
}

moved {
  from = aws_iam_role.identities_ebs-csi_role
  to   = aws_iam_role.identities_ebs_csi_role
}

moved {
  from = aws_iam_role.identities_rds-monitoring_role
  to   = aws_iam_role.identities_rds_monitoring_role
}

moved {
  from = aws_iam_role.identities_database-setup_role
  to   = aws_iam_role.identities_database_setup_role
}

moved {
  from = aws_iam_role.identities_topic-setup_role
  to   = aws_iam_role.identities_topic_setup_role
}

moved {
  from = aws_iam_role.identities_redis-rotation_role
  to   = aws_iam_role.identities_redis_rotation_role
}

moved {
  from = aws_iam_role.identities_ticket-worker_role
  to   = aws_iam_role.identities_ticket_worker_role
}

moved {
  from = aws_iam_role.identities_vwr-api_role
  to   = aws_iam_role.identities_vwr_api_role
}

moved {
  from = aws_iam_role.identities_vwr-advancer_role
  to   = aws_iam_role.identities_vwr_advancer_role
}

moved {
  from = aws_iam_role.identities_api-gateway-logs_role
  to   = aws_iam_role.identities_api_gateway_logs_role
}

moved {
  from = aws_iam_role.identities_service-frontend_role
  to   = aws_iam_role.identities_service_frontend_role
}

moved {
  from = aws_iam_role.identities_service-gateway_role
  to   = aws_iam_role.identities_service_gateway_role
}

moved {
  from = aws_iam_role.identities_service-ticket_role
  to   = aws_iam_role.identities_service_ticket_role
}

moved {
  from = aws_iam_role.identities_service-payment_role
  to   = aws_iam_role.identities_service_payment_role
}

moved {
  from = aws_iam_role.identities_service-stats_role
  to   = aws_iam_role.identities_service_stats_role
}

moved {
  from = aws_iam_role.identities_service-auth_role
  to   = aws_iam_role.identities_service_auth_role
}

moved {
  from = aws_iam_role.identities_service-queue_role
  to   = aws_iam_role.identities_service_queue_role
}

moved {
  from = aws_iam_role.identities_service-community_role
  to   = aws_iam_role.identities_service_community_role
}

moved {
  from = aws_iam_role.identities_service-catalog_role
  to   = aws_iam_role.identities_service_catalog_role
}

moved {
  from = aws_iam_role.identities_load-balancer-controller_role
  to   = aws_iam_role.identities_load_balancer_controller_role
}

moved {
  from = aws_iam_role.identities_node-autoscaler_role
  to   = aws_iam_role.identities_node_autoscaler_role
}

moved {
  from = aws_iam_role.identities_external-secrets_role
  to   = aws_iam_role.identities_external_secrets_role
}

moved {
  from = aws_iam_role_policy_attachment.identities_ci-plan_ReadOnlyAccess
  to   = aws_iam_role_policy_attachment.identities_ci_plan_read_only_access
}

moved {
  from = aws_iam_role_policy_attachment.identities_ci-deploy_PowerUserAccess
  to   = aws_iam_role_policy_attachment.identities_ci_deploy_power_user_access
}

moved {
  from = aws_iam_role_policy_attachment.identities_eks-cluster_AmazonEKSClusterPolicy
  to   = aws_iam_role_policy_attachment.identities_eks_cluster_amazon_eks_cluster_policy
}

moved {
  from = aws_iam_role_policy_attachment.identities_eks-cluster_AmazonEKSVPCResourceController
  to   = aws_iam_role_policy_attachment.identities_eks_cluster_amazon_eksvpc_resource_controller
}

moved {
  from = aws_iam_role_policy_attachment.identities_eks-node_AmazonEKSWorkerNodePolicy
  to   = aws_iam_role_policy_attachment.identities_eks_node_amazon_eks_worker_node_policy
}

moved {
  from = aws_iam_role_policy_attachment.identities_eks-node_AmazonEKS-CNI-Policy
  to   = aws_iam_role_policy_attachment.identities_eks_node_amazon_eks_cni_policy
}

moved {
  from = aws_iam_role_policy_attachment.identities_eks-node_AmazonEC2ContainerRegistryReadOnly
  to   = aws_iam_role_policy_attachment.identities_eks_node_amazon_ec2_container_registry_read_only
}

moved {
  from = aws_iam_role_policy_attachment.identities_eks-node_AmazonSSMManagedInstanceCore
  to   = aws_iam_role_policy_attachment.identities_eks_node_amazon_ssm_managed_instance_core
}

moved {
  from = aws_iam_role_policy_attachment.identities_vpc-cni_AmazonEKS-CNI-Policy
  to   = aws_iam_role_policy_attachment.identities_vpc_cni_amazon_eks_cni_policy
}

moved {
  from = aws_iam_role_policy_attachment.identities_ebs-csi_AmazonEBSCSIDriverPolicy
  to   = aws_iam_role_policy_attachment.identities_ebs_csi_amazon_ebscsi_driver_policy
}

moved {
  from = aws_iam_role_policy_attachment.identities_rds-monitoring_AmazonRDSEnhancedMonitoringRole
  to   = aws_iam_role_policy_attachment.identities_rds_monitoring_amazon_rds_enhanced_monitoring_role
}

moved {
  from = aws_iam_role_policy_attachment.identities_ticket-worker_AWSLambdaBasicExecutionRole
  to   = aws_iam_role_policy_attachment.identities_ticket_worker_aws_lambda_basic_execution_role
}

moved {
  from = aws_iam_role_policy_attachment.identities_ticket-worker_AWSLambdaVPCAccessExecutionRole
  to   = aws_iam_role_policy_attachment.identities_ticket_worker_aws_lambda_vpc_access_execution_role
}

moved {
  from = aws_iam_role_policy_attachment.identities_api-gateway-logs_AmazonAPIGatewayPushToCloudWatchLogs
  to   = aws_iam_role_policy_attachment.identities_api_gateway_logs_amazon_api_gateway_push_to_cloud_watch_logs
}

moved {
  from = aws_iam_role_policy.identities_ci-plan_policy
  to   = aws_iam_role_policy.identities_ci_plan_policy
}

moved {
  from = aws_iam_role_policy.identities_ci-deploy_policy
  to   = aws_iam_role_policy.identities_ci_deploy_policy
}

moved {
  from = aws_iam_role_policy.identities_flow-logs_policy
  to   = aws_iam_role_policy.identities_flow_logs_policy
}

moved {
  from = aws_iam_role_policy.identities_database-setup_policy
  to   = aws_iam_role_policy.identities_database_setup_policy
}

moved {
  from = aws_iam_role_policy.identities_topic-setup_policy
  to   = aws_iam_role_policy.identities_topic_setup_policy
}

moved {
  from = aws_iam_role_policy.identities_redis-rotation_policy
  to   = aws_iam_role_policy.identities_redis_rotation_policy
}

moved {
  from = aws_iam_role_policy.identities_ticket-worker_policy
  to   = aws_iam_role_policy.identities_ticket_worker_policy
}

moved {
  from = aws_iam_role_policy.identities_vwr-api_policy
  to   = aws_iam_role_policy.identities_vwr_api_policy
}

moved {
  from = aws_iam_role_policy.identities_vwr-advancer_policy
  to   = aws_iam_role_policy.identities_vwr_advancer_policy
}

moved {
  from = aws_iam_role_policy.identities_service-frontend_policy
  to   = aws_iam_role_policy.identities_service_frontend_policy
}

moved {
  from = aws_iam_role_policy.identities_service-gateway_policy
  to   = aws_iam_role_policy.identities_service_gateway_policy
}

moved {
  from = aws_iam_role_policy.identities_service-ticket_policy
  to   = aws_iam_role_policy.identities_service_ticket_policy
}

moved {
  from = aws_iam_role_policy.identities_service-payment_policy
  to   = aws_iam_role_policy.identities_service_payment_policy
}

moved {
  from = aws_iam_role_policy.identities_service-stats_policy
  to   = aws_iam_role_policy.identities_service_stats_policy
}

moved {
  from = aws_iam_role_policy.identities_service-auth_policy
  to   = aws_iam_role_policy.identities_service_auth_policy
}

moved {
  from = aws_iam_role_policy.identities_service-queue_policy
  to   = aws_iam_role_policy.identities_service_queue_policy
}

moved {
  from = aws_iam_role_policy.identities_service-community_policy
  to   = aws_iam_role_policy.identities_service_community_policy
}

moved {
  from = aws_iam_role_policy.identities_service-catalog_policy
  to   = aws_iam_role_policy.identities_service_catalog_policy
}

moved {
  from = aws_iam_role_policy.identities_load-balancer-controller_policy
  to   = aws_iam_role_policy.identities_load_balancer_controller_policy
}

moved {
  from = aws_iam_role_policy.identities_node-autoscaler_policy
  to   = aws_iam_role_policy.identities_node_autoscaler_policy
}

moved {
  from = aws_ecr_repository.image-registry_frontend
  to   = aws_ecr_repository.image_registry_frontend
}

moved {
  from = aws_ecr_repository.image-registry_gateway
  to   = aws_ecr_repository.image_registry_gateway
}

moved {
  from = aws_ecr_repository.image-registry_ticket
  to   = aws_ecr_repository.image_registry_ticket
}

moved {
  from = aws_ecr_repository.image-registry_payment
  to   = aws_ecr_repository.image_registry_payment
}

moved {
  from = aws_ecr_repository.image-registry_stats
  to   = aws_ecr_repository.image_registry_stats
}

moved {
  from = aws_ecr_repository.image-registry_auth
  to   = aws_ecr_repository.image_registry_auth
}

moved {
  from = aws_ecr_repository.image-registry_queue
  to   = aws_ecr_repository.image_registry_queue
}

moved {
  from = aws_ecr_repository.image-registry_community
  to   = aws_ecr_repository.image_registry_community
}

moved {
  from = aws_ecr_repository.image-registry_catalog
  to   = aws_ecr_repository.image_registry_catalog
}
