import type { DocumentedTests } from './documented-test.ts';

const api = 'aws_api_gateway_method_settings.api_throttle.settings[0]';

/** The same of what stands before the cluster: balancer, CDN, queues, functions, tables, buckets (architecture.md 5.4 to 5.10). */
export const documentedEdge = {
  sqs: {
    refused: {
      'sqs/retention-in-range': { message_retention_seconds: 30 },
      'sqs/dead-letters-outlive-messages': { dead_letter_retention_seconds: 345600 },
    },
    values: [
      ['aws_sqs_queue.queue.name == "urr-prod-ticket-events.fifo"', '5.6: the name of the queue'],
      ['aws_sqs_queue.queue.fifo_queue', '5.6: FIFO'],
      ['aws_sqs_queue.queue.message_retention_seconds == 345600', '5.6: messages are kept for 4 days'],
      ['aws_sqs_queue.queue.receive_wait_time_seconds == 10', '5.6: long polling of 10 seconds'],
      ['aws_sqs_queue.queue.sqs_managed_sse_enabled', '5.6: encrypted'],
      ['aws_sqs_queue.queue.visibility_timeout_seconds == 300', '5.6: five minutes of invisibility'],
      ['aws_sqs_queue.dead_letters.name == "urr-prod-ticket-events-dlq.fifo"', '5.6: the name of the dead letters'],
      ['aws_sqs_queue.dead_letters.message_retention_seconds == 1209600', '5.6: dead letters are kept for 14 days'],
    ],
  },
  'lambda-worker': {
    values: [
      ['aws_lambda_function.worker_function.memory_size == 256', '5.7: 256 MB'],
      ['aws_lambda_function.worker_function.timeout == 30', '5.7: 30 seconds'],
      ['aws_lambda_function.worker_function.reserved_concurrent_executions == 10', '5.7: ten at once'],
      ['aws_lambda_function.worker_function.tracing_config[0].mode == "Active"', '5.7: X-Ray'],
      ['aws_lambda_event_source_mapping.trigger.batch_size == 10', '5.7: ten messages at once'],
    ],
  },
  'dynamodb-vwr': {
    refused: { 'dynamodb-vwr/expiry-is-its-own-attribute': { expiry_attribute: '' } },
    values: [
      ['aws_dynamodb_table.counters.hash_key == "eventId"', '5.8: partition key of the counters'],
      ['aws_dynamodb_table.counters.billing_mode == "PAY_PER_REQUEST"', '5.8: on demand'],
      ['aws_dynamodb_table.counters.point_in_time_recovery[0].enabled', '5.8: PITR'],
      ['aws_dynamodb_table.counters.point_in_time_recovery[0].recovery_period_in_days == 35', '5.8: 35 days'],
      ['aws_dynamodb_table.positions.hash_key == "eventId"', '5.8: partition key of the positions'],
      ['aws_dynamodb_table.positions.range_key == "requestId"', '5.8: sort key of the positions'],
      [
        'one(aws_dynamodb_table.positions.global_secondary_index[*].name) == "eventId-position-index"',
        '5.8: the index by position',
      ],
      ['aws_dynamodb_table.positions.ttl[0].enabled', '5.8: positions go by themselves'],
    ],
  },
  'lambda-vwr': {
    refused: {
      'lambda-vwr/sizes-in-range': { api_memory_megabytes: 64 },
      'lambda-vwr/burst-holds-a-second': { burst_limit: 1 },
      'lambda-vwr/loop-ends-before-the-time-out': { advancer_loop_seconds: 70 },
    },
    values: [
      ['aws_lambda_function.api_function.memory_size == 256', '5.7: 256 MB'],
      ['aws_lambda_function.api_function.timeout == 10', '5.7: 10 seconds'],
      ['aws_lambda_function.api_function.reserved_concurrent_executions == 100', '5.7: a hundred at once'],
      ['aws_lambda_function.advancer_function.memory_size == 128', '5.7: 128 MB'],
      ['aws_lambda_function.advancer_function.timeout == 70', '5.7: 70 seconds'],
      ['aws_scheduler_schedule.schedule.schedule_expression == "rate(1 minute)"', '5.7: every minute'],
      [`${api}.throttling_rate_limit == 5000`, '5.10: 5,000 requests a second'],
      [`${api}.throttling_burst_limit == 10000`, '5.10: bursts of 10,000'],
      [
        'aws_api_gateway_method.api_vwr_assign_event_id_method.http_method == "POST"',
        '5.10: POST /vwr/assign/{eventId}',
      ],
      [
        'aws_api_gateway_method.api_vwr_check_event_id_request_id_method.http_method == "GET"',
        '5.10: GET /vwr/check/{eventId}/{requestId}',
      ],
      ['aws_api_gateway_method.api_vwr_status_event_id_method.http_method == "GET"', '5.10: GET /vwr/status/{eventId}'],
    ],
  },
  s3: {
    refused: {
      's3/clean-up-takes-a-day': { noncurrent_days: 0 },
      's3/infrequent-after-30-days': { logs_infrequent_days: 29 },
      's3/glacier-after-infrequent': { logs_glacier_days: 59 },
      's3/deletion-after-glacier': { logs_delete_days: 179 },
    },
    values: [
      [
        'aws_s3_bucket_versioning.frontend_versioning.versioning_configuration[0].status == "Enabled"',
        '5.9: the frontend bucket keeps versions',
      ],
      [
        'one(one(aws_s3_bucket_server_side_encryption_configuration.frontend_encryption.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"',
        '5.9: SSE-S3',
      ],
      ['aws_s3_bucket_public_access_block.frontend_public_access.block_public_acls', '5.9: no public ACLs'],
      ['aws_s3_bucket_public_access_block.frontend_public_access.block_public_policy', '5.9: no public policy'],
      ['aws_s3_bucket_public_access_block.frontend_public_access.ignore_public_acls', '5.9: public ACLs are ignored'],
      ['aws_s3_bucket_public_access_block.frontend_public_access.restrict_public_buckets', '5.9: nobody from outside'],
      [
        'toset(one(aws_s3_bucket_cors_configuration.frontend_cors.cors_rule).allowed_methods) == toset(["GET", "HEAD"])',
        '5.9: CORS of GET and HEAD',
      ],
      [
        'anytrue(flatten([for rule in aws_s3_bucket_lifecycle_configuration.logs_lifecycle.rule : [for step in rule.transition : step.days == 30 && step.storage_class == "STANDARD_IA"]]))',
        '5.9: after 30 days in STANDARD_IA',
      ],
      [
        'anytrue(flatten([for rule in aws_s3_bucket_lifecycle_configuration.logs_lifecycle.rule : [for step in rule.transition : step.days == 90 && step.storage_class == "GLACIER"]]))',
        '5.9: after 90 days in GLACIER',
      ],
    ],
  },
  alb: {
    refused: {
      'alb/logs-have-a-home': { logs_bucket_name: '' },
      'alb/health-check-in-range': { healthy_threshold: 1 },
      'alb/times-in-range': { stickiness_seconds: 0 },
    },
    values: [
      ['aws_lb.alb.load_balancer_type == "application" && !aws_lb.alb.internal', '5.4: internet-facing, layer 7'],
      ['aws_lb.alb.enable_deletion_protection', '5.4: deletion protection'],
      ['aws_lb_listener.listeners_https.port == 443', '5.4: HTTPS on 443'],
      ['aws_lb_listener.listeners_http.default_action[0].redirect[0].status_code == "HTTP_301"', '5.4: HTTP redirects'],
      ['aws_lb_target_group.gateway_group.port == 3001', '5.4: the gateway on 3001'],
      ['aws_lb_target_group.gateway_group.target_type == "ip"', '5.4: targets are pods'],
      ['aws_lb_target_group.gateway_group.health_check[0].path == "/health"', '5.4: GET /health'],
      ['aws_lb_target_group.gateway_group.health_check[0].healthy_threshold == 2', '5.4: two successes'],
      ['aws_lb_target_group.gateway_group.health_check[0].unhealthy_threshold == 3', '5.4: three failures'],
      ['aws_lb_target_group.gateway_group.stickiness[0].cookie_duration == 86400', '5.4: sticky for 24 hours'],
      ['aws_lb_target_group.gateway_group.deregistration_delay == "30"', '5.4: 30 seconds to finish'],
    ],
  },
  cloudfront: {
    refused: {
      'cloudfront/answers-to-a-name': { aliases: [] },
      'cloudfront/edge-within-limits': { edge_timeout_seconds: 6 },
    },
    values: [
      ['aws_cloudfront_distribution.distribution.price_class == "PriceClass_200"', '5.5: PriceClass_200'],
      [
        'aws_cloudfront_distribution.distribution.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021"',
        '5.5: TLSv1.2_2021',
      ],
      ['aws_cloudfront_distribution.distribution.is_ipv6_enabled', '5.5: IPv6'],
      ['aws_cloudfront_distribution.distribution.http_version == "http2"', '5.5: HTTP/2'],
      [
        'aws_cloudfront_distribution.distribution.ordered_cache_behavior[*].path_pattern == tolist(["/static/*", "/_next/static/*", "/vwr/*", "/vwr-api/*"])',
        '5.5: four paths beside the default',
      ],
      ['aws_cloudfront_cache_policy.policies_kept_3600_seconds.default_ttl == 3600', '5.5: /static/* for an hour'],
      [
        'aws_cloudfront_cache_policy.policies_kept_31536000_seconds.default_ttl == 31536000',
        '5.5: /_next/static/* for a year',
      ],
      ['aws_cloudfront_cache_policy.policies_kept_300_seconds.default_ttl == 300', '5.5: /vwr/* for five minutes'],
      ['aws_lambda_function.viewer_request_function.memory_size == 128', '5.7: the token check has 128 MB'],
      ['aws_lambda_function.viewer_request_function.timeout == 5', '5.7: and 5 seconds'],
      ['aws_cloudfront_origin_access_control.bucket_access.signing_protocol == "sigv4"', '5.5: OAC signs with SigV4'],
    ],
  },
} as const satisfies Readonly<Record<string, DocumentedTests>>;
