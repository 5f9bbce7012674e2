# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_lambda_invocation" "data_setup_create_databases" {
  function_name = module.data_setup.databases_function_function_name
  input         = jsonencode({})
  triggers = {
    code     = filebase64sha256("${path.root}/../../bundles/dataSetup.zip")
    endpoint = module.rds.server_address
  }
  depends_on = [module.security_groups, module.vpc, module.vpc_endpoints]
}

resource "aws_lambda_invocation" "data_setup_create_topics" {
  function_name = module.data_setup.topics_function_function_name
  input         = jsonencode({})
  triggers = {
    code    = filebase64sha256("${path.root}/../../bundles/dataSetup.zip")
    brokers = module.msk.kafka_bootstrap_brokers_sasl_iam
    copies  = "2"
    topics  = "payment-events,payment-events-dlq,reservation-events,reservation-events-dlq,transfer-events,transfer-events-dlq,membership-events,membership-events-dlq"
  }
  depends_on = [module.security_groups, module.vpc, module.vpc_endpoints]
}

resource "aws_secretsmanager_secret_rotation" "data_setup_redis_rotation" {
  rotate_immediately  = true
  rotation_lambda_arn = module.data_setup.redis_token_function_arn
  secret_id           = module.secrets.secret_arns["redis-token"]

  rotation_rules {
    automatically_after_days = 30
  }

  depends_on = [module.data_setup, module.security_groups, module.vpc, module.vpc_endpoints]
}
