# Written by `npm run hcl` from the constructs; change those, not this file.
# A state that `cdktf deploy` made is taken over without a change.

moved {
  from = aws_cloudwatch_metric_alarm.msk_disk-alarm-2_alarm
  to   = module.msk.aws_cloudwatch_metric_alarm.disk_alarm_2_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.data-setup_rotation-alarm_alarm
  to   = module.data_setup.aws_cloudwatch_metric_alarm.rotation_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.sqs_dead-letters-alarm_alarm
  to   = module.sqs.aws_cloudwatch_metric_alarm.dead_letters_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.sqs_message-age-alarm_alarm
  to   = module.sqs.aws_cloudwatch_metric_alarm.message_age_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.lambda-worker_errors-alarm_alarm
  to   = module.lambda_worker.aws_cloudwatch_metric_alarm.errors_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.lambda-worker_duration-alarm_alarm
  to   = module.lambda_worker.aws_cloudwatch_metric_alarm.duration_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.lambda-worker_throttles-alarm_alarm
  to   = module.lambda_worker.aws_cloudwatch_metric_alarm.throttles_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.lambda-vwr_api-5xx-alarm_alarm
  to   = module.lambda_vwr.aws_cloudwatch_metric_alarm.api_5xx_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.lambda-vwr_api-latency-alarm_alarm
  to   = module.lambda_vwr.aws_cloudwatch_metric_alarm.api_latency_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.lambda-vwr_api-errors-alarm_alarm
  to   = module.lambda_vwr.aws_cloudwatch_metric_alarm.api_errors_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.lambda-vwr_api-throttles-alarm_alarm
  to   = module.lambda_vwr.aws_cloudwatch_metric_alarm.api_throttles_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.lambda-vwr_advancer-errors-alarm_alarm
  to   = module.lambda_vwr.aws_cloudwatch_metric_alarm.advancer_errors_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.lambda-vwr_advancer-heartbeat-alarm_alarm
  to   = module.lambda_vwr.aws_cloudwatch_metric_alarm.advancer_heartbeat_alarm
}

moved {
  from = aws_elasticache_subnet_group.elasticache_subnets
  to   = module.elasticache.aws_elasticache_subnet_group.subnets
}

moved {
  from = aws_elasticache_parameter_group.elasticache_parameters
  to   = module.elasticache.aws_elasticache_parameter_group.parameters
}

moved {
  from = aws_cloudwatch_log_resource_policy.elasticache_log-delivery
  to   = module.elasticache.aws_cloudwatch_log_resource_policy.log_delivery
}

moved {
  from = aws_elasticache_replication_group.elasticache_redis
  to   = module.elasticache.aws_elasticache_replication_group.redis
}

moved {
  from = aws_msk_configuration.msk_configuration
  to   = module.msk.aws_msk_configuration.configuration
}

moved {
  from = aws_msk_cluster.msk_kafka
  to   = module.msk.aws_msk_cluster.kafka
}

moved {
  from = aws_lambda_function.data-setup_databases_function
  to   = module.data_setup.aws_lambda_function.databases_function
}

moved {
  from = aws_lambda_function.data-setup_topics_function
  to   = module.data_setup.aws_lambda_function.topics_function
}

moved {
  from = aws_lambda_function.data-setup_redis-token_function
  to   = module.data_setup.aws_lambda_function.redis_token_function
}

moved {
  from = aws_lambda_function.lambda-worker_worker_function
  to   = module.lambda_worker.aws_lambda_function.worker_function
}

moved {
  from = aws_lambda_function.lambda-vwr_api-function_function
  to   = module.lambda_vwr.aws_lambda_function.api_function
}

moved {
  from = aws_lambda_function.lambda-vwr_advancer-function_function
  to   = module.lambda_vwr.aws_lambda_function.advancer_function
}

moved {
  from = aws_lambda_invocation.data-setup_create-databases
  to   = aws_lambda_invocation.data_setup_create_databases
}

moved {
  from = aws_lambda_invocation.data-setup_create-topics
  to   = aws_lambda_invocation.data_setup_create_topics
}

moved {
  from = aws_lambda_permission.data-setup_rotation-may-call
  to   = module.data_setup.aws_lambda_permission.rotation_may_call
}

moved {
  from = aws_lambda_permission.lambda-vwr_api_invoke
  to   = module.lambda_vwr.aws_lambda_permission.api_invoke
}

moved {
  from = aws_secretsmanager_secret_rotation.data-setup_redis-rotation
  to   = aws_secretsmanager_secret_rotation.data_setup_redis_rotation
}

moved {
  from = aws_sqs_queue.sqs_dead-letters
  to   = module.sqs.aws_sqs_queue.dead_letters
}

moved {
  from = aws_sqs_queue.sqs_queue
  to   = module.sqs.aws_sqs_queue.queue
}

moved {
  from = aws_sqs_queue_redrive_allow_policy.sqs_redrive-allow
  to   = module.sqs.aws_sqs_queue_redrive_allow_policy.redrive_allow
}

moved {
  from = aws_sqs_queue_policy.sqs_queue-policy
  to   = module.sqs.aws_sqs_queue_policy.queue_policy
}

moved {
  from = aws_sqs_queue_policy.sqs_dead-letters-policy
  to   = module.sqs.aws_sqs_queue_policy.dead_letters_policy
}

moved {
  from = aws_lambda_event_source_mapping.lambda-worker_trigger
  to   = module.lambda_worker.aws_lambda_event_source_mapping.trigger
}

moved {
  from = aws_dynamodb_table.dynamodb-vwr_counters
  to   = module.dynamodb_vwr.aws_dynamodb_table.counters
}

moved {
  from = aws_dynamodb_table.dynamodb-vwr_positions
  to   = module.dynamodb_vwr.aws_dynamodb_table.positions
}

moved {
  from = aws_scheduler_schedule.lambda-vwr_schedule
  to   = module.lambda_vwr.aws_scheduler_schedule.schedule
}

moved {
  from = aws_lambda_function_event_invoke_config.lambda-vwr_advancer-no-retries
  to   = module.lambda_vwr.aws_lambda_function_event_invoke_config.advancer_no_retries
}

moved {
  from = aws_api_gateway_rest_api.lambda-vwr_api_rest-api
  to   = module.lambda_vwr.aws_api_gateway_rest_api.api_rest_api
}

moved {
  from = aws_api_gateway_request_validator.lambda-vwr_api_validator
  to   = module.lambda_vwr.aws_api_gateway_request_validator.api_validator
}

moved {
  from = aws_api_gateway_resource.lambda-vwr_api_vwr
  to   = module.lambda_vwr.aws_api_gateway_resource.api_vwr
}

moved {
  from = aws_api_gateway_resource.lambda-vwr_api_vwr-assign
  to   = module.lambda_vwr.aws_api_gateway_resource.api_vwr_assign
}

moved {
  from = aws_api_gateway_resource.lambda-vwr_api_vwr-assign-eventId
  to   = module.lambda_vwr.aws_api_gateway_resource.api_vwr_assign_event_id
}

moved {
  from = aws_api_gateway_resource.lambda-vwr_api_vwr-check
  to   = module.lambda_vwr.aws_api_gateway_resource.api_vwr_check
}

moved {
  from = aws_api_gateway_resource.lambda-vwr_api_vwr-check-eventId
  to   = module.lambda_vwr.aws_api_gateway_resource.api_vwr_check_event_id
}

moved {
  from = aws_api_gateway_resource.lambda-vwr_api_vwr-check-eventId-requestId
  to   = module.lambda_vwr.aws_api_gateway_resource.api_vwr_check_event_id_request_id
}

moved {
  from = aws_api_gateway_resource.lambda-vwr_api_vwr-status
  to   = module.lambda_vwr.aws_api_gateway_resource.api_vwr_status
}

moved {
  from = aws_api_gateway_resource.lambda-vwr_api_vwr-status-eventId
  to   = module.lambda_vwr.aws_api_gateway_resource.api_vwr_status_event_id
}

moved {
  from = aws_api_gateway_method.lambda-vwr_api_vwr-assign-eventId-method
  to   = module.lambda_vwr.aws_api_gateway_method.api_vwr_assign_event_id_method
}

moved {
  from = aws_api_gateway_method.lambda-vwr_api_vwr-check-eventId-requestId-method
  to   = module.lambda_vwr.aws_api_gateway_method.api_vwr_check_event_id_request_id_method
}

moved {
  from = aws_api_gateway_method.lambda-vwr_api_vwr-status-eventId-method
  to   = module.lambda_vwr.aws_api_gateway_method.api_vwr_status_event_id_method
}

moved {
  from = aws_api_gateway_integration.lambda-vwr_api_vwr-assign-eventId-integration
  to   = module.lambda_vwr.aws_api_gateway_integration.api_vwr_assign_event_id_integration
}

moved {
  from = aws_api_gateway_integration.lambda-vwr_api_vwr-check-eventId-requestId-integration
  to   = module.lambda_vwr.aws_api_gateway_integration.api_vwr_check_event_id_request_id_integration
}

moved {
  from = aws_api_gateway_integration.lambda-vwr_api_vwr-status-eventId-integration
  to   = module.lambda_vwr.aws_api_gateway_integration.api_vwr_status_event_id_integration
}

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
