# Written by `npm run hcl` from the constructs; change those, not this file.
# A state that `cdktf deploy` made is taken over without a change.

moved {
  from = aws_s3_bucket_public_access_block.s3_frontend_public-access
  to   = module.s3.aws_s3_bucket_public_access_block.frontend_public_access
}

moved {
  from = aws_s3_bucket_public_access_block.s3_logs_public-access
  to   = module.s3.aws_s3_bucket_public_access_block.logs_public_access
}

moved {
  from = aws_s3_bucket_ownership_controls.s3_frontend_ownership
  to   = module.s3.aws_s3_bucket_ownership_controls.frontend_ownership
}

moved {
  from = aws_s3_bucket_ownership_controls.s3_logs_ownership
  to   = module.s3.aws_s3_bucket_ownership_controls.logs_ownership
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.s3_frontend_lifecycle
  to   = module.s3.aws_s3_bucket_lifecycle_configuration.frontend_lifecycle
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.s3_logs_lifecycle
  to   = module.s3.aws_s3_bucket_lifecycle_configuration.logs_lifecycle
}

moved {
  from = aws_s3_bucket_policy.s3_frontend-policy
  to   = module.s3.aws_s3_bucket_policy.frontend_policy
}

moved {
  from = aws_s3_bucket_policy.s3_logs-policy
  to   = module.s3.aws_s3_bucket_policy.logs_policy
}

moved {
  from = aws_s3_bucket_cors_configuration.s3_frontend-cors
  to   = module.s3.aws_s3_bucket_cors_configuration.frontend_cors
}

moved {
  from = aws_s3_bucket_logging.s3_frontend-access-log
  to   = module.s3.aws_s3_bucket_logging.frontend_access_log
}

moved {
  from = aws_lb.alb_alb
  to   = module.alb.aws_lb.alb
}

moved {
  from = aws_lb_target_group.alb_gateway_group
  to   = module.alb.aws_lb_target_group.gateway_group
}

moved {
  from = aws_lb_target_group.alb_frontend_group
  to   = module.alb.aws_lb_target_group.frontend_group
}

moved {
  from = aws_lb_listener.alb_listeners_https
  to   = module.alb.aws_lb_listener.listeners_https
}

moved {
  from = aws_lb_listener.alb_listeners_http
  to   = module.alb.aws_lb_listener.listeners_http
}

moved {
  from = aws_lb_listener_rule.alb_listeners_api
  to   = module.alb.aws_lb_listener_rule.listeners_api
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_visitors-to-albHttps-443-in-1
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.visitors_to_alb_https_443_from_cidr[0]
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_visitors-to-albHttp-80-in-1
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.visitors_to_alb_http_80_from_cidr[0]
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_albHttps-to-nodes-0-65535-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.alb_https_to_nodes_0_65535_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_nodes-to-nodes-all-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.nodes_to_nodes_all_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_controlPlane-to-nodes-443-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.control_plane_to_nodes_443_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_controlPlane-to-nodes-9443-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.control_plane_to_nodes_9443_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_controlPlane-to-nodes-10250-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.control_plane_to_nodes_10250_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_nodes-to-controlPlane-443-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.nodes_to_control_plane_443_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_nodes-to-database-5432-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.nodes_to_database_5432_in[0]
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_worker-to-database-5432-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.worker_to_database_5432_in[0]
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_dataSetup-to-database-5432-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.data_setup_to_database_5432_in[0]
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_nodes-to-cache-6379-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.nodes_to_cache_6379_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_worker-to-cache-6379-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.worker_to_cache_6379_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_nodes-to-kafka-9098-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.nodes_to_kafka_9098_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_kafka-to-kafka-2181-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.kafka_to_kafka_2181_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_nodes-to-endpoints-443-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.nodes_to_endpoints_443_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_worker-to-endpoints-443-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.worker_to_endpoints_443_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_dataSetup-to-cache-6379-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.data_setup_to_cache_6379_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_dataSetup-to-kafka-9098-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.data_setup_to_kafka_9098_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_dataSetup-to-endpoints-443-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.data_setup_to_endpoints_443_in
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_albHttps-to-nodes-0-65535-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.alb_https_to_nodes_0_65535_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_nodes-to-nodes-all-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.nodes_to_nodes_all_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_controlPlane-to-nodes-443-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.control_plane_to_nodes_443_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_controlPlane-to-nodes-9443-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.control_plane_to_nodes_9443_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_controlPlane-to-nodes-10250-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.control_plane_to_nodes_10250_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_nodes-to-controlPlane-443-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.nodes_to_control_plane_443_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_nodes-to-database-5432-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.nodes_to_database_5432_out[0]
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_worker-to-database-5432-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.worker_to_database_5432_out[0]
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_dataSetup-to-database-5432-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.data_setup_to_database_5432_out[0]
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_nodes-to-cache-6379-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.nodes_to_cache_6379_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_worker-to-cache-6379-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.worker_to_cache_6379_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_nodes-to-kafka-9098-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.nodes_to_kafka_9098_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_kafka-to-kafka-2181-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.kafka_to_kafka_2181_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_nodes-to-endpoints-443-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.nodes_to_endpoints_443_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_worker-to-endpoints-443-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.worker_to_endpoints_443_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_dataSetup-to-cache-6379-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.data_setup_to_cache_6379_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_dataSetup-to-kafka-9098-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.data_setup_to_kafka_9098_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_dataSetup-to-endpoints-443-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.data_setup_to_endpoints_443_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_dataSetup-to-internet-443-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.data_setup_to_internet_443_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_nodes-to-internet-443-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.nodes_to_internet_443_out
}

moved {
  from = aws_cloudwatch_dashboard.dashboard_dashboard
  to   = aws_cloudwatch_dashboard.dashboard
}
