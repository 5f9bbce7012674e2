# Written by `npm run hcl` from the constructs; change those, not this file.
# A state that `cdktf deploy` made is taken over without a change.

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
