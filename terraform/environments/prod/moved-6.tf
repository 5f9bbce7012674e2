# Written by `npm run hcl` from the constructs; change those, not this file.
# A state that `cdktf deploy` made is taken over without a change.

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
  from = aws_vpc_security_group_egress_rule.security-groups_nodes-to-proxy-5432-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.nodes_to_proxy_5432_out[0]
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_worker-to-proxy-5432-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.worker_to_proxy_5432_out[0]
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_dataSetup-to-proxy-5432-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.data_setup_to_proxy_5432_out[0]
}

moved {
  from = aws_vpc_security_group_egress_rule.security-groups_proxy-to-database-5432-out
  to   = module.security_groups.aws_vpc_security_group_egress_rule.proxy_to_database_5432_out[0]
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
