# Written by `npm run hcl` from the constructs; change those, not this file.
#
# Refuses every plan that destroys or replaces one of these, for it would have to be replaced as well. A module for two
# environments cannot say prevent_destroy for one of them: Terraform takes only a literal. Who means it, or adds an id,
# runs `terraform state rm terraform_data.stateful_guard` first; the next apply makes it anew.

resource "terraform_data" "stateful_guard" {
  triggers_replace = [
    module.keys.eks_id,
    module.keys.logs_id,
    module.keys.data_id,
    module.keys.alarms_id,
    module.rds.server_id,
    module.elasticache.redis_id,
    module.msk.kafka_id,
    module.dynamodb_vwr.counters_id,
    module.dynamodb_vwr.positions_id,
    module.s3.frontend_bucket_id,
    module.s3.logs_bucket_id,
  ]

  lifecycle {
    prevent_destroy = true
  }
}
