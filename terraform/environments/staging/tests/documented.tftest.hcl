# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  account_id      = "123456789012"
  domain          = "staging.tickets.example.com"
  repository      = "example/urr"
  alarm_emails    = ["on-call@example.com"]
  admin_role_arns = ["arn:aws:iam::123456789012:role/urr-operator"]
  ingress_cidrs   = ["203.0.113.0/24"]
  name_prefix     = "urr-staging"
  cluster_prefix  = "urr-staging"
  namespace       = "urr-staging"
}

run "documented_environment" {
  command = plan

  assert {
    condition     = length([for name, arn in module.secrets.secret_arns : name if startswith(name, "database/")]) == 6
    error_message = "architecture.md 5.1: a secret for each database role"
  }

  assert {
    condition     = length(module.vpc.app_subnet_ids) == 2
    error_message = "architecture.md 1.1: two zones"
  }

  assert {
    condition     = module.rds.proxy_endpoint == null
    error_message = "architecture.md 9: staging has no proxy"
  }

  assert {
    condition     = module.elasticache.memory_alarm_002_alarm_arn == null
    error_message = "architecture.md 9: staging has one Redis node"
  }

  assert {
    condition     = aws_route53_record.names_a_1.alias[0].evaluate_target_health
    error_message = "architecture.md 9: names lead to the balancer"
  }
}
