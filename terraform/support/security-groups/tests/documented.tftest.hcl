# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  alb_security_group_https_id     = "example-a"
  alb_security_group_http_id      = "example-a"
  eks_nodes_group_id              = "example-a"
  eks_control_plane_group_id      = "example-a"
  rds_proxy_group_id              = "sg-0123456789abcdef0"
  lambda_worker_security_group_id = "example-a"
  data_setup_group_id             = "example-a"
  rds_server_group_id             = "example-a"
  elasticache_group_id            = "example-a"
  msk_group_id                    = "example-a"
  vpc_endpoints_security_group_id = "example-a"
  proxy                           = true
}

run "documented_values" {
  command = plan

  assert {
    condition     = aws_vpc_security_group_ingress_rule.nodes_to_kafka_9098_in.from_port == 9098
    error_message = "architecture.md 6.3: services reach Kafka on the port of IAM"
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.nodes_to_cache_6379_in.from_port == 6379
    error_message = "architecture.md 6.3: services reach Redis"
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.proxy_to_database_5432_in[0].to_port == 5432
    error_message = "architecture.md 6.3: the proxy reaches PostgreSQL"
  }

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.nodes_to_database_5432_in) == 0
    error_message = "architecture.md 6.3: and where there is a proxy, nobody else does"
  }
}
