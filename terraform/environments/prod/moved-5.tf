# Written by `npm run hcl` from the constructs; change those, not this file.
# A state that `cdktf deploy` made is taken over without a change.

moved {
  from = aws_api_gateway_deployment.lambda-vwr_api_deployment
  to   = module.lambda_vwr.aws_api_gateway_deployment.api_deployment
}

moved {
  from = aws_api_gateway_account.lambda-vwr_api_account
  to   = module.lambda_vwr.aws_api_gateway_account.api_account
}

moved {
  from = aws_api_gateway_stage.lambda-vwr_api_stage
  to   = module.lambda_vwr.aws_api_gateway_stage.api_stage
}

moved {
  from = aws_api_gateway_method_settings.lambda-vwr_api_throttle
  to   = module.lambda_vwr.aws_api_gateway_method_settings.api_throttle
}

moved {
  from = aws_api_gateway_api_key.lambda-vwr_api_blue-key
  to   = module.lambda_vwr.aws_api_gateway_api_key.api_blue_key
}

moved {
  from = aws_api_gateway_api_key.lambda-vwr_api_green-key
  to   = module.lambda_vwr.aws_api_gateway_api_key.api_green_key
}

moved {
  from = aws_api_gateway_usage_plan.lambda-vwr_api_usage-plan
  to   = module.lambda_vwr.aws_api_gateway_usage_plan.api_usage_plan
}

moved {
  from = aws_api_gateway_usage_plan_key.lambda-vwr_api_blue-allowed
  to   = module.lambda_vwr.aws_api_gateway_usage_plan_key.api_blue_allowed
}

moved {
  from = aws_api_gateway_usage_plan_key.lambda-vwr_api_green-allowed
  to   = module.lambda_vwr.aws_api_gateway_usage_plan_key.api_green_allowed
}

moved {
  from = aws_route53_record.certificates_validation-1
  to   = aws_route53_record.certificates_validation_1
}

moved {
  from = aws_route53_record.names_a-1
  to   = aws_route53_record.names_a_1
}

moved {
  from = aws_route53_record.names_aaaa-1
  to   = aws_route53_record.names_aaaa_1
}

moved {
  from = aws_acm_certificate_validation.certificates_regional-valid
  to   = aws_acm_certificate_validation.certificates_regional_valid
}

moved {
  from = aws_acm_certificate_validation.certificates_edge-valid
  to   = aws_acm_certificate_validation.certificates_edge_valid
}

moved {
  from = aws_s3_bucket.s3_frontend_bucket
  to   = module.s3.aws_s3_bucket.frontend_bucket
}

moved {
  from = aws_s3_bucket.s3_logs_bucket
  to   = module.s3.aws_s3_bucket.logs_bucket
}

moved {
  from = aws_s3_bucket_versioning.s3_frontend_versioning
  to   = module.s3.aws_s3_bucket_versioning.frontend_versioning
}

moved {
  from = aws_s3_bucket_versioning.s3_logs_versioning
  to   = module.s3.aws_s3_bucket_versioning.logs_versioning
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.s3_frontend_encryption
  to   = module.s3.aws_s3_bucket_server_side_encryption_configuration.frontend_encryption
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.s3_logs_encryption
  to   = module.s3.aws_s3_bucket_server_side_encryption_configuration.logs_encryption
}

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
  from = terraform_data.origin-header_blue
  to   = terraform_data.origin_header_blue
}

moved {
  from = terraform_data.origin-header_green
  to   = terraform_data.origin_header_green
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
  from = aws_lb_listener_rule.alb_listeners_pages
  to   = module.alb.aws_lb_listener_rule.listeners_pages[0]
}

moved {
  from = aws_wafv2_web_acl.firewall_web-acl
  to   = aws_wafv2_web_acl.firewall_web_acl
}

moved {
  from = aws_cloudfront_cache_policy.cloudfront_policies_kept-3600-seconds
  to   = module.cloudfront.aws_cloudfront_cache_policy.policies_kept_3600_seconds
}

moved {
  from = aws_cloudfront_cache_policy.cloudfront_policies_kept-31536000-seconds
  to   = module.cloudfront.aws_cloudfront_cache_policy.policies_kept_31536000_seconds
}

moved {
  from = aws_cloudfront_cache_policy.cloudfront_policies_kept-300-seconds
  to   = module.cloudfront.aws_cloudfront_cache_policy.policies_kept_300_seconds
}

moved {
  from = aws_cloudfront_cache_policy.cloudfront_policies_kept-up-to-5-seconds
  to   = module.cloudfront.aws_cloudfront_cache_policy.policies_kept_up_to_5_seconds
}

moved {
  from = aws_cloudfront_response_headers_policy.cloudfront_policies_security-headers
  to   = module.cloudfront.aws_cloudfront_response_headers_policy.policies_security_headers
}

moved {
  from = aws_cloudfront_function.cloudfront_vwr-page-rewrite
  to   = module.cloudfront.aws_cloudfront_function.vwr_page_rewrite
}

moved {
  from = aws_cloudfront_function.cloudfront_vwr-api-prefix-strip
  to   = module.cloudfront.aws_cloudfront_function.vwr_api_prefix_strip
}

moved {
  from = aws_cloudfront_origin_access_control.cloudfront_bucket-access
  to   = module.cloudfront.aws_cloudfront_origin_access_control.bucket_access
}

moved {
  from = aws_cloudfront_distribution.cloudfront_distribution
  to   = module.cloudfront.aws_cloudfront_distribution.distribution
}

moved {
  from = aws_cloudwatch_log_delivery_source.cloudfront_access-log_source
  to   = module.cloudfront.aws_cloudwatch_log_delivery_source.access_log_source
}

moved {
  from = aws_cloudwatch_log_delivery_destination.cloudfront_access-log_destination
  to   = module.cloudfront.aws_cloudwatch_log_delivery_destination.access_log_destination
}

moved {
  from = aws_cloudwatch_log_delivery.cloudfront_access-log_delivery
  to   = module.cloudfront.aws_cloudwatch_log_delivery.access_log_delivery
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_visitors-to-albHttps-443-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.visitors_to_alb_https_443_in[0]
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_visitors-to-albHttp-80-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.visitors_to_alb_http_80_in[0]
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
  from = aws_vpc_security_group_ingress_rule.security-groups_nodes-to-proxy-5432-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.nodes_to_proxy_5432_in[0]
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_worker-to-proxy-5432-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.worker_to_proxy_5432_in[0]
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_dataSetup-to-proxy-5432-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.data_setup_to_proxy_5432_in[0]
}

moved {
  from = aws_vpc_security_group_ingress_rule.security-groups_proxy-to-database-5432-in
  to   = module.security_groups.aws_vpc_security_group_ingress_rule.proxy_to_database_5432_in[0]
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
