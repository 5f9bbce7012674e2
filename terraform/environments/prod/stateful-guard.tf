# Written by `npm run hcl` from the constructs; change those, not this file.
#
# Refuses every plan that destroys or replaces one of these, for it would have to be replaced as well. A module for two
# environments cannot say prevent_destroy for one of them: Terraform takes only a literal. Who means it, or adds an id,
# runs `terraform state rm terraform_data.stateful_guard` first; the next apply makes it anew.

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
