# Written by `npm run hcl` from the constructs; change those, not this file.

resource "terraform_data" "stateful_guard" {
  triggers_replace = [
    aws_kms_key.keys_eks.id,
    aws_kms_key.keys_logs.id,
    aws_kms_key.keys_data.id,
    aws_kms_key.keys_alarms.id,
    module.rds.server_id,
    module.elasticache.redis_id,
    module.msk.kafka_id,
    module.dynamodb-vwr.counters_id,
    module.dynamodb-vwr.positions_id,
    module.s3.frontend_bucket_id,
    module.s3.logs_bucket_id,
  ]

  lifecycle {
    prevent_destroy = true
  }
}
