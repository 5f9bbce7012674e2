/** An attribute that the emulator does not give back as it was written, so that every plan wants to change it. */
export interface Drift {
  readonly type: string;
  /** As in the plan: the first word of the attribute's path. */
  readonly attribute: string;
  readonly reason: string;
}

/** Everything else that a second plan wants to change is a fault of the stack. */
export const emulatorDrift: readonly Drift[] = [
  { type: 'aws_sqs_queue', attribute: 'redrive_policy', reason: 'given back with other white space' },
  { type: 'aws_vpc_security_group_ingress_rule', attribute: 'description', reason: 'lost when another group is named' },
  { type: 'aws_vpc_security_group_egress_rule', attribute: 'description', reason: 'lost when another group is named' },
  {
    type: 'aws_cloudfront_distribution',
    attribute: 'origin',
    reason: 'the access control of the S3 origin is dropped',
  },
  {
    type: 'aws_cloudfront_distribution',
    attribute: 'default_cache_behavior',
    reason: 'function associations are dropped',
  },
  {
    type: 'aws_cloudfront_distribution',
    attribute: 'ordered_cache_behavior',
    reason: 'function associations are dropped',
  },
  { type: 'aws_cloudfront_distribution', attribute: 'viewer_certificate', reason: 'CloudFront is said to use its own' },
  { type: 'aws_eks_cluster', attribute: 'access_config', reason: 'not given back' },
  { type: 'aws_eks_node_group', attribute: 'remote_access', reason: 'an SSH key is invented' },
  { type: 'aws_launch_template', attribute: 'tag_specifications', reason: 'not given back' },
  { type: 'aws_iam_openid_connect_provider', attribute: 'url', reason: 'of the cluster, which is to be replaced' },
  { type: 'aws_db_instance', attribute: 'engine_lifecycle_support', reason: 'not given back' },
  { type: 'aws_db_instance', attribute: 'performance_insights_enabled', reason: 'not given back' },
  { type: 'aws_db_instance', attribute: 'performance_insights_kms_key_id', reason: 'not given back' },
  { type: 'aws_db_instance', attribute: 'performance_insights_retention_period', reason: 'not given back' },
  { type: 'aws_db_parameter_group', attribute: 'parameter', reason: 'parameters are dropped' },
];
