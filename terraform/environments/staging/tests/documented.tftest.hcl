# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  account_id                     = "123456789012"
  domain                         = "staging.tickets.example.com"
  repository                     = "example/urr"
  alarm_emails                   = ["on-call@example.com"]
  admin_role_arns                = ["arn:aws:iam::123456789012:role/urr-operator"]
  ingress_cidrs                  = ["203.0.113.0/24"]
  name_prefix                    = "urr-staging"
  cluster_prefix                 = "urr-staging"
  namespace                      = "urr-staging"
  secrets_recovery_window_days   = 7
  environment                    = "staging"
  proxy                          = false
  cdn                            = false
  tracing                        = false
  vpc_cidr                       = "10.1.0.0/16"
  eks_instance_types             = ["t3.small"]
  eks_capacity_type              = "SPOT"
  eks_desired_nodes              = 2
  eks_min_nodes                  = 1
  eks_max_nodes                  = 3
  eks_max_pods_per_node          = 17
  rds_multi_az                   = false
  deletion_protection            = false
  rds_storage_gb                 = 20
  rds_max_storage_gb             = null
  rds_final_snapshot             = false
  elasticache_automatic_failover = false
  elasticache_multi_az           = false
  elasticache_node_count         = 1
  msk_storage_gb                 = 20
  lambda_worker_concurrency      = 5
  lambda_vwr_rate_limit          = 1000
  lambda_vwr_burst_limit         = 2000
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
