# Written by `npm run hcl` from the constructs; change those, not this file.
# A state that `cdktf deploy` made is taken over without a change.

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
  to   = aws_vpc_security_group_ingress_rule.security_groups_visitors_to_alb_https_443_in_1
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_visitors-to-albHttp-80-in-1
  to   = aws_vpc_security_group_ingress_rule.security_groups_visitors_to_alb_http_80_in_1
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_albHttps-to-nodes-0-65535-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_alb_https_to_nodes_0_65535_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_nodes-to-nodes-all-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_nodes_to_nodes_all_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_controlPlane-to-nodes-443-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_control_plane_to_nodes_443_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_controlPlane-to-nodes-9443-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_control_plane_to_nodes_9443_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_controlPlane-to-nodes-10250-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_control_plane_to_nodes_10250_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_nodes-to-controlPlane-443-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_nodes_to_control_plane_443_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_nodes-to-database-5432-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_nodes_to_database_5432_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_worker-to-database-5432-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_worker_to_database_5432_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_dataSetup-to-database-5432-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_database_5432_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_nodes-to-cache-6379-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_nodes_to_cache_6379_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_worker-to-cache-6379-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_worker_to_cache_6379_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_nodes-to-kafka-9098-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_nodes_to_kafka_9098_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_kafka-to-kafka-2181-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_kafka_to_kafka_2181_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_nodes-to-endpoints-443-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_nodes_to_endpoints_443_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_worker-to-endpoints-443-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_worker_to_endpoints_443_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_dataSetup-to-cache-6379-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_cache_6379_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_dataSetup-to-kafka-9098-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_kafka_9098_in
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_dataSetup-to-endpoints-443-in
  to   = aws_vpc_security_group_ingress_rule.security_groups_data_setup_to_endpoints_443_in
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_albHttps-to-nodes-0-65535-out
  to   = aws_vpc_security_group_egress_rule.security_groups_alb_https_to_nodes_0_65535_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_nodes-to-nodes-all-out
  to   = aws_vpc_security_group_egress_rule.security_groups_nodes_to_nodes_all_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_controlPlane-to-nodes-443-out
  to   = aws_vpc_security_group_egress_rule.security_groups_control_plane_to_nodes_443_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_controlPlane-to-nodes-9443-out
  to   = aws_vpc_security_group_egress_rule.security_groups_control_plane_to_nodes_9443_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_controlPlane-to-nodes-10250-out
  to   = aws_vpc_security_group_egress_rule.security_groups_control_plane_to_nodes_10250_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_nodes-to-controlPlane-443-out
  to   = aws_vpc_security_group_egress_rule.security_groups_nodes_to_control_plane_443_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_nodes-to-database-5432-out
  to   = aws_vpc_security_group_egress_rule.security_groups_nodes_to_database_5432_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_worker-to-database-5432-out
  to   = aws_vpc_security_group_egress_rule.security_groups_worker_to_database_5432_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_dataSetup-to-database-5432-out
  to   = aws_vpc_security_group_egress_rule.security_groups_data_setup_to_database_5432_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_nodes-to-cache-6379-out
  to   = aws_vpc_security_group_egress_rule.security_groups_nodes_to_cache_6379_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_worker-to-cache-6379-out
  to   = aws_vpc_security_group_egress_rule.security_groups_worker_to_cache_6379_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_nodes-to-kafka-9098-out
  to   = aws_vpc_security_group_egress_rule.security_groups_nodes_to_kafka_9098_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_kafka-to-kafka-2181-out
  to   = aws_vpc_security_group_egress_rule.security_groups_kafka_to_kafka_2181_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_nodes-to-endpoints-443-out
  to   = aws_vpc_security_group_egress_rule.security_groups_nodes_to_endpoints_443_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_worker-to-endpoints-443-out
  to   = aws_vpc_security_group_egress_rule.security_groups_worker_to_endpoints_443_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_dataSetup-to-cache-6379-out
  to   = aws_vpc_security_group_egress_rule.security_groups_data_setup_to_cache_6379_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_dataSetup-to-kafka-9098-out
  to   = aws_vpc_security_group_egress_rule.security_groups_data_setup_to_kafka_9098_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_dataSetup-to-endpoints-443-out
  to   = aws_vpc_security_group_egress_rule.security_groups_data_setup_to_endpoints_443_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_dataSetup-to-internet-443-out
  to   = aws_vpc_security_group_egress_rule.security_groups_data_setup_to_internet_443_out
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_nodes-to-internet-443-out
  to   = aws_vpc_security_group_egress_rule.security_groups_nodes_to_internet_443_out
}

moved {
  from = aws_cloudwatch_dashboard.dashboard_dashboard
  to   = aws_cloudwatch_dashboard.dashboard
}
