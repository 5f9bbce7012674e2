# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_vpc_security_group_egress_rule" "worker_to_endpoints_443_out" {
  description                  = "Secrets by a private endpoint"
  from_port                    = 443
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.vpc_endpoints_security_group_id
  security_group_id            = var.lambda_worker_security_group_id
  tags                         = { Name = "worker-to-endpoints-443" }
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "data_setup_to_cache_6379_out" {
  description                  = "Check of a new Redis token"
  from_port                    = 6379
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.elasticache_group_id
  security_group_id            = var.data_setup_group_id
  tags                         = { Name = "dataSetup-to-cache-6379" }
  to_port                      = 6379
}

resource "aws_vpc_security_group_egress_rule" "data_setup_to_kafka_9098_out" {
  description                  = "Creation of topics"
  from_port                    = 9098
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.msk_group_id
  security_group_id            = var.data_setup_group_id
  tags                         = { Name = "dataSetup-to-kafka-9098" }
  to_port                      = 9098
}

resource "aws_vpc_security_group_egress_rule" "data_setup_to_endpoints_443_out" {
  description                  = "Secrets by a private endpoint"
  from_port                    = 443
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.vpc_endpoints_security_group_id
  security_group_id            = var.data_setup_group_id
  tags                         = { Name = "dataSetup-to-endpoints-443" }
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "data_setup_to_internet_443_out" {
  cidr_ipv4         = "0.0.0.0/0"
  description       = "ElastiCache API, which has no endpoint here"
  from_port         = 443
  ip_protocol       = "tcp"
  security_group_id = var.data_setup_group_id
  tags              = { Name = "dataSetup-to-internet-443" }
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "nodes_to_internet_443_out" {
  cidr_ipv4         = "0.0.0.0/0"
  description       = "OAuth and payment providers, AWS APIs without an endpoint"
  from_port         = 443
  ip_protocol       = "tcp"
  security_group_id = var.eks_nodes_group_id
  tags              = { Name = "nodes-to-internet-443" }
  to_port           = 443
}

data "aws_ec2_managed_prefix_list" "cloudfront" {
  count = length(var.ingress_cidrs) == 0 ? 1 : 0
  name  = "com.amazonaws.global.cloudfront.origin-facing"
}

resource "aws_vpc_security_group_ingress_rule" "visitors_to_alb_https_443_from_cidr" {
  count             = length(var.ingress_cidrs)
  cidr_ipv4         = var.ingress_cidrs[count.index]
  description       = "HTTPS from the CDN or the listed visitors"
  from_port         = 443
  ip_protocol       = "tcp"
  security_group_id = var.alb_security_group_https_id
  tags              = { Name = "visitors-to-albHttps-443" }
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "visitors_to_alb_http_80_from_cidr" {
  count             = length(var.ingress_cidrs)
  cidr_ipv4         = var.ingress_cidrs[count.index]
  description       = "HTTP, redirected to HTTPS"
  from_port         = 80
  ip_protocol       = "tcp"
  security_group_id = var.alb_security_group_http_id
  tags              = { Name = "visitors-to-albHttp-80" }
  to_port           = 80
}

resource "aws_vpc_security_group_ingress_rule" "nodes_to_database_5432_in" {
  count                        = var.proxy ? 0 : 1
  description                  = "Services to PostgreSQL, no proxy here"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.eks_nodes_group_id
  security_group_id            = var.rds_server_group_id
  tags                         = { Name = "nodes-to-database-5432" }
  to_port                      = 5432
}

resource "aws_vpc_security_group_ingress_rule" "worker_to_database_5432_in" {
  count                        = var.proxy ? 0 : 1
  description                  = "Ticket worker to PostgreSQL, no proxy here"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.lambda_worker_security_group_id
  security_group_id            = var.rds_server_group_id
  tags                         = { Name = "worker-to-database-5432" }
  to_port                      = 5432
}

resource "aws_vpc_security_group_ingress_rule" "data_setup_to_database_5432_in" {
  count                        = var.proxy ? 0 : 1
  description                  = "Creation of databases and roles, no proxy here"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.data_setup_group_id
  security_group_id            = var.rds_server_group_id
  tags                         = { Name = "dataSetup-to-database-5432" }
  to_port                      = 5432
}

resource "aws_vpc_security_group_egress_rule" "nodes_to_database_5432_out" {
  count                        = var.proxy ? 0 : 1
  description                  = "Services to PostgreSQL, no proxy here"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.rds_server_group_id
  security_group_id            = var.eks_nodes_group_id
  tags                         = { Name = "nodes-to-database-5432" }
  to_port                      = 5432
}

resource "aws_vpc_security_group_egress_rule" "worker_to_database_5432_out" {
  count                        = var.proxy ? 0 : 1
  description                  = "Ticket worker to PostgreSQL, no proxy here"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.rds_server_group_id
  security_group_id            = var.lambda_worker_security_group_id
  tags                         = { Name = "worker-to-database-5432" }
  to_port                      = 5432
}

resource "aws_vpc_security_group_egress_rule" "data_setup_to_database_5432_out" {
  count                        = var.proxy ? 0 : 1
  description                  = "Creation of databases and roles, no proxy here"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.rds_server_group_id
  security_group_id            = var.data_setup_group_id
  tags                         = { Name = "dataSetup-to-database-5432" }
  to_port                      = 5432
}
