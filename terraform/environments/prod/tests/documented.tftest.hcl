# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

mock_provider "aws" {
  alias = "us-east-1"
}

variables {
  account_id                     = "123456789012"
  domain                         = "tickets.example.com"
  repository                     = "example/urr"
  alarm_emails                   = ["on-call@example.com"]
  admin_role_arns                = ["arn:aws:iam::123456789012:role/urr-operator"]
  name_prefix                    = "urr-prod"
  cluster_prefix                 = "urr-spring"
  namespace                      = "urr-spring"
  secrets_recovery_window_days   = 30
  environment                    = "prod"
  proxy                          = true
  cdn                            = true
  tracing                        = true
  vpc_cidr                       = "10.0.0.0/16"
  eks_instance_types             = ["t3.medium"]
  eks_capacity_type              = "ON_DEMAND"
  eks_desired_nodes              = 3
  eks_min_nodes                  = 2
  eks_max_nodes                  = 5
  eks_max_pods_per_node          = 40
  rds_multi_az                   = true
  deletion_protection            = true
  rds_storage_gb                 = 50
  rds_max_storage_gb             = 100
  rds_final_snapshot             = true
  elasticache_automatic_failover = true
  elasticache_multi_az           = true
  elasticache_node_count         = 2
  msk_storage_gb                 = 50
  lambda_worker_concurrency      = 10
  lambda_vwr_rate_limit          = 5000
  lambda_vwr_burst_limit         = 10000
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
    condition     = aws_wafv2_web_acl.firewall_web_acl.scope == "CLOUDFRONT"
    error_message = "architecture.md 6.2: a firewall before the CDN"
  }

  assert {
    condition     = aws_acm_certificate.certificates_edge.domain_name == var.domain
    error_message = "architecture.md 5.5: the CDN answers to the domain"
  }

  assert {
    condition     = !aws_route53_record.names_a_1.alias[0].evaluate_target_health
    error_message = "architecture.md 5.5: names lead to the CDN"
  }

  assert {
    condition     = length(terraform_data.stateful_guard[*]) == 1
    error_message = "architecture.md 9: data of prod is guarded"
  }
}
