/** A resource type that moto 5.2.5 cannot hold, and what happens when it is tried. */
export interface Unholdable {
  readonly type: string;
  readonly reason: string;
}

/**
 * The one list of what is taken out of a stack before it is applied to the emulator. Everything in it is applied under
 * `terraform test` with a mocked provider instead (mocked-stack.ts), so that no type of prod is applied nowhere.
 */
export const unholdable: readonly Unholdable[] = [
  { type: 'aws_sqs_queue_redrive_allow_policy', reason: 'never appears: 181 s of waiting, then it blocks destroy' },
  { type: 'aws_eks_addon', reason: '404 after creation' },
  { type: 'aws_eks_access_entry', reason: '404: no such API' },
  { type: 'aws_eks_access_policy_association', reason: '404: no such API' },
  { type: 'aws_eks_pod_identity_association', reason: '404: no such API' },
  { type: 'aws_db_option_group', reason: 'options are refused' },
  { type: 'aws_db_proxy_endpoint', reason: 'no such API' },
  { type: 'aws_elasticache_replication_group', reason: 'never becomes available, and blocks destroy' },
  { type: 'aws_elasticache_cluster', reason: 'never becomes available, and blocks destroy' },
  { type: 'aws_elasticache_parameter_group', reason: 'no such API' },
  { type: 'aws_elasticache_subnet_group', reason: 'cannot be destroyed: no DeleteCacheSubnetGroup' },
  { type: 'aws_elasticache_user_group', reason: 'no such API' },
  { type: 'aws_msk_configuration', reason: '404: no such API' },
  { type: 'aws_msk_cluster', reason: 'stays CREATING, and blocks destroy' },
  { type: 'aws_cloudfront_cache_policy', reason: 'no such API' },
  { type: 'aws_cloudfront_origin_request_policy', reason: 'no such API' },
  { type: 'aws_cloudfront_response_headers_policy', reason: 'no such API' },
  { type: 'aws_cloudfront_key_value_store', reason: 'no such API' },
  { type: 'aws_s3_bucket_intelligent_tiering_configuration', reason: 'no such API' },
  { type: 'aws_lambda_invocation', reason: 'functions are run in Docker containers' },
  { type: 'aws_secretsmanager_secret_rotation', reason: 'fails on a secret that has no version yet' },
  { type: 'aws_lambda_provisioned_concurrency_config', reason: 'never becomes ready' },
  { type: 'aws_api_gateway_rest_api_policy', reason: 'blocks destroy' },
  { type: 'aws_xray_sampling_rule', reason: 'no such API' },
  { type: 'aws_appautoscaling_target', reason: 'blocks destroy' },
  { type: 'aws_appautoscaling_policy', reason: 'its target cannot be held' },
  { type: 'aws_dynamodb_contributor_insights', reason: 'no such API' },
  { type: 'aws_cloudwatch_composite_alarm', reason: 'no such API' },
  { type: 'aws_cloudwatch_query_definition', reason: 'no such API' },
  { type: 'aws_budgets_budget', reason: 'no such API' },
];

/** An argument of a type that the emulator holds otherwise, and what is written in its place. */
export interface UnholdableArgument {
  readonly type: string;
  readonly argument: string;
  readonly instead: unknown;
  readonly reason: string;
}

export const unholdableArguments: readonly UnholdableArgument[] = [
  { type: 'aws_cloudfront_function', argument: 'publish', instead: false, reason: 'PublishFunction: 404, no such API' },
];

/**
 * Types that take minutes, bring half of the stack with them, or drift and take others along. They are applied in the part that owns them and when the
 * whole stack is deployed (bootstrap.ts); other parts read a stand-in.
 */
export const ownPartOnly: readonly Unholdable[] = [
  { type: 'aws_db_instance', reason: 'two minutes until the provider believes that it is there, one until it is gone' },
  {
    type: 'aws_cloudfront_distribution',
    reason: 'refers to the load balancer, the waiting-room API, both certificates',
  },
  { type: 'aws_eks_cluster', reason: 'each plan replaces it, and changes whoever trusts its identity provider' },
  { type: 'aws_lb', reason: 'a minute until it is there' },
];
