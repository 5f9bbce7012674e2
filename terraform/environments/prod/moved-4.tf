# Written by `npm run hcl` from the constructs; change those, not this file.
# A state that `cdktf deploy` made is taken over without a change.

moved {
  from = aws_db_proxy_target.rds_proxy_target
  to   = module.rds.aws_db_proxy_target.proxy_target[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.rds_cpu-alarm_alarm
  to   = module.rds.aws_cloudwatch_metric_alarm.cpu_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.rds_storage-alarm_alarm
  to   = module.rds.aws_cloudwatch_metric_alarm.storage_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.rds_memory-alarm_alarm
  to   = module.rds.aws_cloudwatch_metric_alarm.memory_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.rds_connections-alarm_alarm
  to   = module.rds.aws_cloudwatch_metric_alarm.connections_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.rds_proxy-log-in-alarm_alarm
  to   = module.rds.aws_cloudwatch_metric_alarm.proxy_log_in_alarm[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.rds_proxy-wait-alarm_alarm
  to   = module.rds.aws_cloudwatch_metric_alarm.proxy_wait_alarm[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.elasticache_memory-alarm-001_alarm
  to   = module.elasticache.aws_cloudwatch_metric_alarm.memory_alarm_001_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.elasticache_evictions-alarm-001_alarm
  to   = module.elasticache.aws_cloudwatch_metric_alarm.evictions_alarm_001_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.elasticache_cpu-alarm-001_alarm
  to   = module.elasticache.aws_cloudwatch_metric_alarm.cpu_alarm_001_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.elasticache_replication-alarm-001_alarm
  to   = module.elasticache.aws_cloudwatch_metric_alarm.replication_alarm_001_alarm[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.elasticache_memory-alarm-002_alarm
  to   = module.elasticache.aws_cloudwatch_metric_alarm.memory_alarm_002_alarm[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.elasticache_evictions-alarm-002_alarm
  to   = module.elasticache.aws_cloudwatch_metric_alarm.evictions_alarm_002_alarm[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.elasticache_cpu-alarm-002_alarm
  to   = module.elasticache.aws_cloudwatch_metric_alarm.cpu_alarm_002_alarm[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.elasticache_replication-alarm-002_alarm
  to   = module.elasticache.aws_cloudwatch_metric_alarm.replication_alarm_002_alarm[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.msk_controller-alarm_alarm
  to   = module.msk.aws_cloudwatch_metric_alarm.controller_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.msk_offline-partitions-alarm_alarm
  to   = module.msk.aws_cloudwatch_metric_alarm.offline_partitions_alarm
}

moved {
  from = aws_cloudwatch_metric_alarm.msk_disk-alarm-1_alarm
  to   = module.msk.aws_cloudwatch_metric_alarm.disk_alarm_1_alarm
}

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
  from = aws_lambda_function.cloudfront_viewer-request_function
  to   = module.cloudfront.aws_lambda_function.viewer_request_function
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
