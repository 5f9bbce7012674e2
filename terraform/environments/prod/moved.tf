# Written by `npm run hcl` from the constructs; change those, not this file.
# A state that `cdktf deploy` made is taken over without a change.

moved {
  from = aws_kms_key.keys_eks
  to   = module.keys.aws_kms_key.eks
}

moved {
  from = aws_kms_key.keys_logs
  to   = module.keys.aws_kms_key.logs
}

moved {
  from = aws_kms_key.keys_data
  to   = module.keys.aws_kms_key.data
}

moved {
  from = aws_kms_key.keys_alarms
  to   = module.keys.aws_kms_key.alarms
}

moved {
  from = aws_kms_alias.keys_eks-alias
  to   = module.keys.aws_kms_alias.eks_alias
}

moved {
  from = aws_kms_alias.keys_logs-alias
  to   = module.keys.aws_kms_alias.logs_alias
}

moved {
  from = aws_kms_alias.keys_data-alias
  to   = module.keys.aws_kms_alias.data_alias
}

moved {
  from = aws_kms_alias.keys_alarms-alias
  to   = module.keys.aws_kms_alias.alarms_alias
}

moved {
  from = aws_iam_policy.identities_boundary
  to   = module.identities.aws_iam_policy.boundary
}

moved {
  from = aws_iam_openid_connect_provider.identities_github
  to   = module.identities.aws_iam_openid_connect_provider.github
}

moved {
  from = aws_iam_openid_connect_provider.eks_oidc
  to   = module.eks.aws_iam_openid_connect_provider.oidc
}

moved {
  from = aws_iam_role.identities_ci-plan_role
  to   = module.identities.aws_iam_role.ci_plan_role
}

moved {
  from = aws_iam_role.identities_ci-images_role
  to   = module.identities.aws_iam_role.ci_images_role
}

moved {
  from = aws_iam_role.identities_ci-deploy_role
  to   = module.identities.aws_iam_role.ci_deploy_role
}

moved {
  from = aws_iam_role.identities_flow-logs_role
  to   = module.identities.aws_iam_role.flow_logs_role
}

moved {
  from = aws_iam_role.identities_eks-cluster_role
  to   = module.identities.aws_iam_role.eks_cluster_role
}

moved {
  from = aws_iam_role.identities_eks-node_role
  to   = module.identities.aws_iam_role.eks_node_role
}

moved {
  from = aws_iam_role.identities_vpc-cni_role
  to   = module.identities.aws_iam_role.vpc_cni_role
}

moved {
  from = aws_iam_role.identities_ebs-csi_role
  to   = module.identities.aws_iam_role.ebs_csi_role
}

moved {
  from = aws_iam_role.identities_rds-monitoring_role
  to   = module.identities.aws_iam_role.rds_monitoring_role
}

moved {
  from = aws_iam_role.identities_rds-proxy_role
  to   = module.identities.aws_iam_role.rds_proxy_role[0]
}

moved {
  from = aws_iam_role.identities_database-setup_role
  to   = module.identities.aws_iam_role.database_setup_role
}

moved {
  from = aws_iam_role.identities_topic-setup_role
  to   = module.identities.aws_iam_role.topic_setup_role
}

moved {
  from = aws_iam_role.identities_redis-rotation_role
  to   = module.identities.aws_iam_role.redis_rotation_role
}

moved {
  from = aws_iam_role.identities_ticket-worker_role
  to   = module.identities.aws_iam_role.ticket_worker_role
}

moved {
  from = aws_iam_role.identities_vwr-api_role
  to   = module.identities.aws_iam_role.vwr_api_role
}

moved {
  from = aws_iam_role.identities_vwr-advancer_role
  to   = module.identities.aws_iam_role.vwr_advancer_role
}

moved {
  from = aws_iam_role.identities_scheduler_role
  to   = module.identities.aws_iam_role.scheduler_role
}

moved {
  from = aws_iam_role.identities_api-gateway-logs_role
  to   = module.identities.aws_iam_role.api_gateway_logs_role
}

moved {
  from = aws_iam_role.identities_lambda-edge_role
  to   = module.identities.aws_iam_role.lambda_edge_role[0]
}

moved {
  from = aws_iam_role.identities_service-frontend_role
  to   = module.identities.aws_iam_role.service_frontend_role
}

moved {
  from = aws_iam_role.identities_service-gateway_role
  to   = module.identities.aws_iam_role.service_gateway_role
}

moved {
  from = aws_iam_role.identities_service-ticket_role
  to   = module.identities.aws_iam_role.service_ticket_role
}

moved {
  from = aws_iam_role.identities_service-payment_role
  to   = module.identities.aws_iam_role.service_payment_role
}

moved {
  from = aws_iam_role.identities_service-stats_role
  to   = module.identities.aws_iam_role.service_stats_role
}

moved {
  from = aws_iam_role.identities_service-auth_role
  to   = module.identities.aws_iam_role.service_auth_role
}

moved {
  from = aws_iam_role.identities_service-queue_role
  to   = module.identities.aws_iam_role.service_queue_role
}

moved {
  from = aws_iam_role.identities_service-community_role
  to   = module.identities.aws_iam_role.service_community_role
}

moved {
  from = aws_iam_role.identities_service-catalog_role
  to   = module.identities.aws_iam_role.service_catalog_role
}

moved {
  from = aws_iam_role.identities_load-balancer-controller_role
  to   = module.identities.aws_iam_role.load_balancer_controller_role
}

moved {
  from = aws_iam_role.identities_node-autoscaler_role
  to   = module.identities.aws_iam_role.node_autoscaler_role
}

moved {
  from = aws_iam_role.identities_external-secrets_role
  to   = module.identities.aws_iam_role.external_secrets_role
}

moved {
  from = aws_iam_role_policy_attachment.identities_ci-plan_ReadOnlyAccess
  to   = module.identities.aws_iam_role_policy_attachment.ci_plan_read_only_access
}

moved {
  from = aws_iam_role_policy_attachment.identities_ci-deploy_PowerUserAccess
  to   = module.identities.aws_iam_role_policy_attachment.ci_deploy_power_user_access
}

moved {
  from = aws_iam_role_policy_attachment.identities_eks-cluster_AmazonEKSClusterPolicy
  to   = module.identities.aws_iam_role_policy_attachment.eks_cluster_amazon_eks_cluster_policy
}

moved {
  from = aws_iam_role_policy_attachment.identities_eks-cluster_AmazonEKSVPCResourceController
  to   = module.identities.aws_iam_role_policy_attachment.eks_cluster_amazon_eksvpc_resource_controller
}

moved {
  from = aws_iam_role_policy_attachment.identities_eks-node_AmazonEKSWorkerNodePolicy
  to   = module.identities.aws_iam_role_policy_attachment.eks_node_amazon_eks_worker_node_policy
}

moved {
  from = aws_iam_role_policy_attachment.identities_eks-node_AmazonEKS-CNI-Policy
  to   = module.identities.aws_iam_role_policy_attachment.eks_node_amazon_eks_cni_policy
}

moved {
  from = aws_iam_role_policy_attachment.identities_eks-node_AmazonEC2ContainerRegistryReadOnly
  to   = module.identities.aws_iam_role_policy_attachment.eks_node_amazon_ec2_container_registry_read_only
}

moved {
  from = aws_iam_role_policy_attachment.identities_eks-node_AmazonSSMManagedInstanceCore
  to   = module.identities.aws_iam_role_policy_attachment.eks_node_amazon_ssm_managed_instance_core
}

moved {
  from = aws_iam_role_policy_attachment.identities_vpc-cni_AmazonEKS-CNI-Policy
  to   = module.identities.aws_iam_role_policy_attachment.vpc_cni_amazon_eks_cni_policy
}

moved {
  from = aws_iam_role_policy_attachment.identities_ebs-csi_AmazonEBSCSIDriverPolicy
  to   = module.identities.aws_iam_role_policy_attachment.ebs_csi_amazon_ebscsi_driver_policy
}

moved {
  from = aws_iam_role_policy_attachment.identities_rds-monitoring_AmazonRDSEnhancedMonitoringRole
  to   = module.identities.aws_iam_role_policy_attachment.rds_monitoring_amazon_rds_enhanced_monitoring_role
}

moved {
  from = aws_iam_role_policy_attachment.identities_ticket-worker_AWSLambdaBasicExecutionRole
  to   = module.identities.aws_iam_role_policy_attachment.ticket_worker_aws_lambda_basic_execution_role
}

moved {
  from = aws_iam_role_policy_attachment.identities_ticket-worker_AWSLambdaVPCAccessExecutionRole
  to   = module.identities.aws_iam_role_policy_attachment.ticket_worker_aws_lambda_vpc_access_execution_role
}

moved {
  from = aws_iam_role_policy_attachment.identities_api-gateway-logs_AmazonAPIGatewayPushToCloudWatchLogs
  to   = module.identities.aws_iam_role_policy_attachment.api_gateway_logs_amazon_api_gateway_push_to_cloud_watch_logs
}

moved {
  from = aws_iam_role_policy_attachment.identities_lambda-edge_AWSLambdaBasicExecutionRole
  to   = module.identities.aws_iam_role_policy_attachment.lambda_edge_aws_lambda_basic_execution_role[0]
}

moved {
  from = aws_iam_role_policy.identities_ci-plan_policy
  to   = module.identities.aws_iam_role_policy.ci_plan_policy
}

moved {
  from = aws_iam_role_policy.identities_ci-images_policy
  to   = module.identities.aws_iam_role_policy.ci_images_policy
}

moved {
  from = aws_iam_role_policy.identities_ci-deploy_policy
  to   = module.identities.aws_iam_role_policy.ci_deploy_policy
}

moved {
  from = aws_iam_role_policy.identities_flow-logs_policy
  to   = module.identities.aws_iam_role_policy.flow_logs_policy
}

moved {
  from = aws_iam_role_policy.identities_rds-proxy_policy
  to   = module.identities.aws_iam_role_policy.rds_proxy_policy[0]
}

moved {
  from = aws_iam_role_policy.identities_database-setup_policy
  to   = module.identities.aws_iam_role_policy.database_setup_policy
}

moved {
  from = aws_iam_role_policy.identities_topic-setup_policy
  to   = module.identities.aws_iam_role_policy.topic_setup_policy
}

moved {
  from = aws_iam_role_policy.identities_redis-rotation_policy
  to   = module.identities.aws_iam_role_policy.redis_rotation_policy
}

moved {
  from = aws_iam_role_policy.identities_ticket-worker_policy
  to   = module.identities.aws_iam_role_policy.ticket_worker_policy
}

moved {
  from = aws_iam_role_policy.identities_vwr-api_policy
  to   = module.identities.aws_iam_role_policy.vwr_api_policy
}

moved {
  from = aws_iam_role_policy.identities_vwr-advancer_policy
  to   = module.identities.aws_iam_role_policy.vwr_advancer_policy
}

moved {
  from = aws_iam_role_policy.identities_scheduler_policy
  to   = module.identities.aws_iam_role_policy.scheduler_policy
}

moved {
  from = aws_iam_role_policy.identities_service-frontend_policy
  to   = module.identities.aws_iam_role_policy.service_frontend_policy
}

moved {
  from = aws_iam_role_policy.identities_service-gateway_policy
  to   = module.identities.aws_iam_role_policy.service_gateway_policy
}

moved {
  from = aws_iam_role_policy.identities_service-ticket_policy
  to   = module.identities.aws_iam_role_policy.service_ticket_policy
}

moved {
  from = aws_iam_role_policy.identities_service-payment_policy
  to   = module.identities.aws_iam_role_policy.service_payment_policy
}

moved {
  from = aws_iam_role_policy.identities_service-stats_policy
  to   = module.identities.aws_iam_role_policy.service_stats_policy
}

moved {
  from = aws_iam_role_policy.identities_service-auth_policy
  to   = module.identities.aws_iam_role_policy.service_auth_policy
}
