# Written by `npm run hcl` from the constructs; change those, not this file.
# A state that `cdktf deploy` made is taken over without a change.

moved {
  from = aws_route_table_association.vpc_public_association-c
  to   = module.vpc.aws_route_table_association.public_association_c
}

moved {
  from = aws_route_table_association.vpc_app_association-a
  to   = module.vpc.aws_route_table_association.app_association_a
}

moved {
  from = aws_route_table_association.vpc_app_association-c
  to   = module.vpc.aws_route_table_association.app_association_c
}

moved {
  from = aws_route_table_association.vpc_database_association-a
  to   = module.vpc.aws_route_table_association.database_association_a
}

moved {
  from = aws_route_table_association.vpc_database_association-c
  to   = module.vpc.aws_route_table_association.database_association_c
}

moved {
  from = aws_route_table_association.vpc_cache_association-a
  to   = module.vpc.aws_route_table_association.cache_association_a
}

moved {
  from = aws_route_table_association.vpc_cache_association-c
  to   = module.vpc.aws_route_table_association.cache_association_c
}

moved {
  from = aws_route_table_association.vpc_streaming_association-a
  to   = module.vpc.aws_route_table_association.streaming_association_a
}

moved {
  from = aws_route_table_association.vpc_streaming_association-c
  to   = module.vpc.aws_route_table_association.streaming_association_c
}

moved {
  from = aws_route.vpc_public_internet-a
  to   = module.vpc.aws_route.public_internet_a
}

moved {
  from = aws_route.vpc_public_internet-c
  to   = module.vpc.aws_route.public_internet_c
}

moved {
  from = aws_route.vpc_app_internet-a
  to   = module.vpc.aws_route.app_internet_a
}

moved {
  from = aws_route.vpc_app_internet-c
  to   = module.vpc.aws_route.app_internet_c
}

moved {
  from = aws_route.vpc_streaming_internet-a
  to   = module.vpc.aws_route.streaming_internet_a
}

moved {
  from = aws_route.vpc_streaming_internet-c
  to   = module.vpc.aws_route.streaming_internet_c
}

moved {
  from = aws_eip.vpc_nat_address-a
  to   = module.vpc.aws_eip.nat_address_a
}

moved {
  from = aws_eip.vpc_nat_address-c
  to   = module.vpc.aws_eip.nat_address_c
}

moved {
  from = aws_nat_gateway.vpc_nat_gateway-a
  to   = module.vpc.aws_nat_gateway.nat_gateway_a
}

moved {
  from = aws_nat_gateway.vpc_nat_gateway-c
  to   = module.vpc.aws_nat_gateway.nat_gateway_c
}

moved {
  from = aws_cloudwatch_log_group.vpc_flow-logs_log-group
  to   = module.vpc.aws_cloudwatch_log_group.flow_logs_log_group
}

moved {
  from = aws_cloudwatch_log_group.eks_logs
  to   = module.eks.aws_cloudwatch_log_group.logs
}

moved {
  from = aws_cloudwatch_log_group.rds_log-postgresql
  to   = module.rds.aws_cloudwatch_log_group.log_postgresql
}

moved {
  from = aws_cloudwatch_log_group.rds_log-upgrade
  to   = module.rds.aws_cloudwatch_log_group.log_upgrade
}

moved {
  from = aws_cloudwatch_log_group.rds_proxy-log
  to   = module.rds.aws_cloudwatch_log_group.proxy_log[0]
}

moved {
  from = aws_cloudwatch_log_group.elasticache_slow-log
  to   = module.elasticache.aws_cloudwatch_log_group.slow_log
}

moved {
  from = aws_cloudwatch_log_group.elasticache_engine-log
  to   = module.elasticache.aws_cloudwatch_log_group.engine_log
}

moved {
  from = aws_cloudwatch_log_group.msk_log
  to   = module.msk.aws_cloudwatch_log_group.log
}

moved {
  from = aws_cloudwatch_log_group.data-setup_databases_log
  to   = module.data_setup.aws_cloudwatch_log_group.databases_log
}

moved {
  from = aws_cloudwatch_log_group.data-setup_topics_log
  to   = module.data_setup.aws_cloudwatch_log_group.topics_log
}

moved {
  from = aws_cloudwatch_log_group.data-setup_redis-token_log
  to   = module.data_setup.aws_cloudwatch_log_group.redis_token_log
}

moved {
  from = aws_cloudwatch_log_group.lambda-worker_worker_log
  to   = module.lambda_worker.aws_cloudwatch_log_group.worker_log
}

moved {
  from = aws_cloudwatch_log_group.lambda-vwr_api-function_log
  to   = module.lambda_vwr.aws_cloudwatch_log_group.api_function_log
}

moved {
  from = aws_cloudwatch_log_group.lambda-vwr_advancer-function_log
  to   = module.lambda_vwr.aws_cloudwatch_log_group.advancer_function_log
}

moved {
  from = aws_cloudwatch_log_group.lambda-vwr_api_access-log
  to   = module.lambda_vwr.aws_cloudwatch_log_group.api_access_log
}

moved {
  from = aws_cloudwatch_log_group.cloudfront_viewer-request_log-home
  to   = module.cloudfront.aws_cloudwatch_log_group.viewer_request_log_home
}

moved {
  from = aws_cloudwatch_log_group.cloudfront_viewer-request_log-us-east-1
  to   = module.cloudfront.aws_cloudwatch_log_group.viewer_request_log_us_east_1
}

moved {
  from = aws_flow_log.vpc_flow-logs_flow-log
  to   = module.vpc.aws_flow_log.flow_logs_flow_log
}

moved {
  from = aws_security_group.vpc-endpoints_security-group
  to   = module.vpc_endpoints.aws_security_group.security_group
}

moved {
  from = aws_security_group.eks_control-plane-group
  to   = module.eks.aws_security_group.control_plane_group
}

moved {
  from = aws_security_group.eks_nodes-group
  to   = module.eks.aws_security_group.nodes_group
}

moved {
  from = aws_security_group.rds_server-group
  to   = module.rds.aws_security_group.server_group
}

moved {
  from = aws_security_group.rds_proxy_group
  to   = module.rds.aws_security_group.proxy_group[0]
}

moved {
  from = aws_security_group.elasticache_group
  to   = module.elasticache.aws_security_group.group
}

moved {
  from = aws_security_group.msk_group
  to   = module.msk.aws_security_group.group
}

moved {
  from = aws_security_group.data-setup_group
  to   = module.data_setup.aws_security_group.group
}

moved {
  from = aws_security_group.lambda-worker_security-group
  to   = module.lambda_worker.aws_security_group.security_group
}

moved {
  from = aws_security_group.alb_security-group-https
  to   = module.alb.aws_security_group.security_group_https
}

moved {
  from = aws_security_group.alb_security-group-http
  to   = module.alb.aws_security_group.security_group_http
}

moved {
  from = aws_vpc_endpoint.vpc-endpoints_s3
  to   = module.vpc_endpoints.aws_vpc_endpoint.s3
}

moved {
  from = aws_vpc_endpoint.vpc-endpoints_dynamodb
  to   = module.vpc_endpoints.aws_vpc_endpoint.dynamodb
}

moved {
  from = aws_vpc_endpoint.vpc-endpoints_ecr-api
  to   = module.vpc_endpoints.aws_vpc_endpoint.interface["ecr.api"]
}

moved {
  from = aws_vpc_endpoint.vpc-endpoints_ecr-dkr
  to   = module.vpc_endpoints.aws_vpc_endpoint.interface["ecr.dkr"]
}

moved {
  from = aws_vpc_endpoint.vpc-endpoints_ec2
  to   = module.vpc_endpoints.aws_vpc_endpoint.interface["ec2"]
}

moved {
  from = aws_vpc_endpoint.vpc-endpoints_eks
  to   = module.vpc_endpoints.aws_vpc_endpoint.interface["eks"]
}

moved {
  from = aws_vpc_endpoint.vpc-endpoints_sts
  to   = module.vpc_endpoints.aws_vpc_endpoint.sts
}

moved {
  from = aws_vpc_endpoint.vpc-endpoints_logs
  to   = module.vpc_endpoints.aws_vpc_endpoint.interface["logs"]
}

moved {
  from = aws_vpc_endpoint.vpc-endpoints_secretsmanager
  to   = module.vpc_endpoints.aws_vpc_endpoint.interface["secretsmanager"]
}

moved {
  from = aws_vpc_endpoint.vpc-endpoints_elasticloadbalancing
  to   = module.vpc_endpoints.aws_vpc_endpoint.interface["elasticloadbalancing"]
}

moved {
  from = aws_vpc_endpoint.vpc-endpoints_autoscaling
  to   = module.vpc_endpoints.aws_vpc_endpoint.interface["autoscaling"]
}

moved {
  from = aws_eks_cluster.eks_cluster
  to   = module.eks.aws_eks_cluster.cluster
}

moved {
  from = aws_eks_access_entry.eks_access_admin-0
  to   = module.eks.aws_eks_access_entry.access_admin_0
}

moved {
  from = aws_eks_access_entry.eks_access_admin-1
  to   = module.eks.aws_eks_access_entry.access_admin_1
}

moved {
  from = aws_eks_access_policy_association.eks_access_admin-0-policy
  to   = module.eks.aws_eks_access_policy_association.access_admin_0_policy
}

moved {
  from = aws_eks_access_policy_association.eks_access_admin-1-policy
  to   = module.eks.aws_eks_access_policy_association.access_admin_1_policy
}

moved {
  from = aws_eks_addon.eks_network_vpc-cni
  to   = module.eks.aws_eks_addon.network_vpc_cni
}

moved {
  from = aws_eks_addon.eks_network_kube-proxy
  to   = module.eks.aws_eks_addon.network_kube_proxy
}

moved {
  from = aws_eks_addon.eks_workload_coredns
  to   = module.eks.aws_eks_addon.workload_coredns
}

moved {
  from = aws_eks_addon.eks_workload_aws-ebs-csi-driver
  to   = module.eks.aws_eks_addon.workload_aws_ebs_csi_driver
}

moved {
  from = aws_launch_template.eks_nodes_template
  to   = module.eks.aws_launch_template.nodes_template
}

moved {
  from = aws_eks_node_group.eks_nodes_group
  to   = module.eks.aws_eks_node_group.nodes_group
}

moved {
  from = aws_db_subnet_group.rds_subnets
  to   = module.rds.aws_db_subnet_group.subnets
}

moved {
  from = aws_db_parameter_group.rds_parameters
  to   = module.rds.aws_db_parameter_group.parameters
}

moved {
  from = aws_db_instance.rds_server
  to   = module.rds.aws_db_instance.server
}

moved {
  from = aws_db_proxy.rds_proxy_proxy
  to   = module.rds.aws_db_proxy.proxy[0]
}

moved {
  from = aws_db_proxy_default_target_group.rds_proxy_target-group
  to   = module.rds.aws_db_proxy_default_target_group.proxy_target_group[0]
}
