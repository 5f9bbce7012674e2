# Written by `npm run hcl` from the constructs; change those, not this file.
#
# All rules of all security groups, both ends of each path, drawn from one table (architecture.md 6.3). A path whose
# group is missing is not drawn.

resource "aws_vpc_security_group_ingress_rule" "visitors_to_alb_https_443_in" {
  count             = length(var.ingress_cidrs) == 0 ? 1 : 0
  description       = "HTTPS from the CDN or the listed visitors"
  from_port         = 443
  ip_protocol       = "tcp"
  prefix_list_id    = data.aws_ec2_managed_prefix_list.cloudfront[0].id
  security_group_id = var.alb_security_group_https_id
  tags              = { Name = "visitors-to-albHttps-443" }
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "visitors_to_alb_http_80_in" {
  count             = length(var.ingress_cidrs) == 0 ? 1 : 0
  description       = "HTTP, redirected to HTTPS"
  from_port         = 80
  ip_protocol       = "tcp"
  prefix_list_id    = data.aws_ec2_managed_prefix_list.cloudfront[0].id
  security_group_id = var.alb_security_group_http_id
  tags              = { Name = "visitors-to-albHttp-80" }
  to_port           = 80
}

resource "aws_vpc_security_group_ingress_rule" "alb_https_to_nodes_0_65535_in" {
  description                  = "Load balancer to pods"
  from_port                    = 0
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.alb_security_group_https_id
  security_group_id            = var.eks_nodes_group_id
  tags                         = { Name = "albHttps-to-nodes-0-65535" }
  to_port                      = 65535
}

resource "aws_vpc_security_group_ingress_rule" "nodes_to_nodes_all_in" {
  description                  = "Pods and nodes among themselves"
  ip_protocol                  = "-1"
  referenced_security_group_id = var.eks_nodes_group_id
  security_group_id            = var.eks_nodes_group_id
  tags                         = { Name = "nodes-to-nodes-all" }
}

resource "aws_vpc_security_group_ingress_rule" "control_plane_to_nodes_443_in" {
  description                  = "Control plane to webhooks and aggregated APIs"
  from_port                    = 443
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.eks_control_plane_group_id
  security_group_id            = var.eks_nodes_group_id
  tags                         = { Name = "controlPlane-to-nodes-443" }
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "control_plane_to_nodes_9443_in" {
  description                  = "Control plane to the webhook of the load balancer controller"
  from_port                    = 9443
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.eks_control_plane_group_id
  security_group_id            = var.eks_nodes_group_id
  tags                         = { Name = "controlPlane-to-nodes-9443" }
  to_port                      = 9443
}

resource "aws_vpc_security_group_ingress_rule" "control_plane_to_nodes_10250_in" {
  description                  = "Control plane to kubelet and metrics server"
  from_port                    = 10250
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.eks_control_plane_group_id
  security_group_id            = var.eks_nodes_group_id
  tags                         = { Name = "controlPlane-to-nodes-10250" }
  to_port                      = 10250
}

resource "aws_vpc_security_group_ingress_rule" "nodes_to_control_plane_443_in" {
  description                  = "Nodes and pods to the Kubernetes API"
  from_port                    = 443
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.eks_nodes_group_id
  security_group_id            = var.eks_control_plane_group_id
  tags                         = { Name = "nodes-to-controlPlane-443" }
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "nodes_to_proxy_5432_in" {
  count                        = var.proxy ? 1 : 0
  description                  = "Services to RDS Proxy"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.eks_nodes_group_id
  security_group_id            = var.rds_proxy_group_id
  tags                         = { Name = "nodes-to-proxy-5432" }
  to_port                      = 5432
}

resource "aws_vpc_security_group_ingress_rule" "worker_to_proxy_5432_in" {
  count                        = var.proxy ? 1 : 0
  description                  = "Ticket worker to RDS Proxy"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.lambda_worker_security_group_id
  security_group_id            = var.rds_proxy_group_id
  tags                         = { Name = "worker-to-proxy-5432" }
  to_port                      = 5432
}

resource "aws_vpc_security_group_ingress_rule" "data_setup_to_proxy_5432_in" {
  count                        = var.proxy ? 1 : 0
  description                  = "Creation of databases and roles through RDS Proxy"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.data_setup_group_id
  security_group_id            = var.rds_proxy_group_id
  tags                         = { Name = "dataSetup-to-proxy-5432" }
  to_port                      = 5432
}

resource "aws_vpc_security_group_ingress_rule" "proxy_to_database_5432_in" {
  count                        = var.proxy ? 1 : 0
  description                  = "RDS Proxy to PostgreSQL"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.rds_proxy_group_id
  security_group_id            = var.rds_server_group_id
  tags                         = { Name = "proxy-to-database-5432" }
  to_port                      = 5432
}

resource "aws_vpc_security_group_ingress_rule" "nodes_to_cache_6379_in" {
  description                  = "Services to Redis"
  from_port                    = 6379
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.eks_nodes_group_id
  security_group_id            = var.elasticache_group_id
  tags                         = { Name = "nodes-to-cache-6379" }
  to_port                      = 6379
}

resource "aws_vpc_security_group_ingress_rule" "worker_to_cache_6379_in" {
  description                  = "Ticket worker to Redis"
  from_port                    = 6379
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.lambda_worker_security_group_id
  security_group_id            = var.elasticache_group_id
  tags                         = { Name = "worker-to-cache-6379" }
  to_port                      = 6379
}

resource "aws_vpc_security_group_ingress_rule" "nodes_to_kafka_9098_in" {
  description                  = "Services to Kafka with IAM"
  from_port                    = 9098
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.eks_nodes_group_id
  security_group_id            = var.msk_group_id
  tags                         = { Name = "nodes-to-kafka-9098" }
  to_port                      = 9098
}

resource "aws_vpc_security_group_ingress_rule" "kafka_to_kafka_2181_in" {
  description                  = "Brokers to ZooKeeper"
  from_port                    = 2181
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.msk_group_id
  security_group_id            = var.msk_group_id
  tags                         = { Name = "kafka-to-kafka-2181" }
  to_port                      = 2181
}

resource "aws_vpc_security_group_ingress_rule" "nodes_to_endpoints_443_in" {
  description                  = "AWS APIs by private endpoints"
  from_port                    = 443
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.eks_nodes_group_id
  security_group_id            = var.vpc_endpoints_security_group_id
  tags                         = { Name = "nodes-to-endpoints-443" }
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "worker_to_endpoints_443_in" {
  description                  = "Secrets by a private endpoint"
  from_port                    = 443
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.lambda_worker_security_group_id
  security_group_id            = var.vpc_endpoints_security_group_id
  tags                         = { Name = "worker-to-endpoints-443" }
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "data_setup_to_cache_6379_in" {
  description                  = "Check of a new Redis token"
  from_port                    = 6379
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.data_setup_group_id
  security_group_id            = var.elasticache_group_id
  tags                         = { Name = "dataSetup-to-cache-6379" }
  to_port                      = 6379
}

resource "aws_vpc_security_group_ingress_rule" "data_setup_to_kafka_9098_in" {
  description                  = "Creation of topics"
  from_port                    = 9098
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.data_setup_group_id
  security_group_id            = var.msk_group_id
  tags                         = { Name = "dataSetup-to-kafka-9098" }
  to_port                      = 9098
}

resource "aws_vpc_security_group_ingress_rule" "data_setup_to_endpoints_443_in" {
  description                  = "Secrets by a private endpoint"
  from_port                    = 443
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.data_setup_group_id
  security_group_id            = var.vpc_endpoints_security_group_id
  tags                         = { Name = "dataSetup-to-endpoints-443" }
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "alb_https_to_nodes_0_65535_out" {
  description                  = "Load balancer to pods"
  from_port                    = 0
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.eks_nodes_group_id
  security_group_id            = var.alb_security_group_https_id
  tags                         = { Name = "albHttps-to-nodes-0-65535" }
  to_port                      = 65535
}

resource "aws_vpc_security_group_egress_rule" "nodes_to_nodes_all_out" {
  description                  = "Pods and nodes among themselves"
  ip_protocol                  = "-1"
  referenced_security_group_id = var.eks_nodes_group_id
  security_group_id            = var.eks_nodes_group_id
  tags                         = { Name = "nodes-to-nodes-all" }
}

resource "aws_vpc_security_group_egress_rule" "control_plane_to_nodes_443_out" {
  description                  = "Control plane to webhooks and aggregated APIs"
  from_port                    = 443
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.eks_nodes_group_id
  security_group_id            = var.eks_control_plane_group_id
  tags                         = { Name = "controlPlane-to-nodes-443" }
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "control_plane_to_nodes_9443_out" {
  description                  = "Control plane to the webhook of the load balancer controller"
  from_port                    = 9443
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.eks_nodes_group_id
  security_group_id            = var.eks_control_plane_group_id
  tags                         = { Name = "controlPlane-to-nodes-9443" }
  to_port                      = 9443
}

resource "aws_vpc_security_group_egress_rule" "control_plane_to_nodes_10250_out" {
  description                  = "Control plane to kubelet and metrics server"
  from_port                    = 10250
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.eks_nodes_group_id
  security_group_id            = var.eks_control_plane_group_id
  tags                         = { Name = "controlPlane-to-nodes-10250" }
  to_port                      = 10250
}

resource "aws_vpc_security_group_egress_rule" "nodes_to_control_plane_443_out" {
  description                  = "Nodes and pods to the Kubernetes API"
  from_port                    = 443
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.eks_control_plane_group_id
  security_group_id            = var.eks_nodes_group_id
  tags                         = { Name = "nodes-to-controlPlane-443" }
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "nodes_to_proxy_5432_out" {
  count                        = var.proxy ? 1 : 0
  description                  = "Services to RDS Proxy"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.rds_proxy_group_id
  security_group_id            = var.eks_nodes_group_id
  tags                         = { Name = "nodes-to-proxy-5432" }
  to_port                      = 5432
}

resource "aws_vpc_security_group_egress_rule" "worker_to_proxy_5432_out" {
  count                        = var.proxy ? 1 : 0
  description                  = "Ticket worker to RDS Proxy"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.rds_proxy_group_id
  security_group_id            = var.lambda_worker_security_group_id
  tags                         = { Name = "worker-to-proxy-5432" }
  to_port                      = 5432
}

resource "aws_vpc_security_group_egress_rule" "data_setup_to_proxy_5432_out" {
  count                        = var.proxy ? 1 : 0
  description                  = "Creation of databases and roles through RDS Proxy"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.rds_proxy_group_id
  security_group_id            = var.data_setup_group_id
  tags                         = { Name = "dataSetup-to-proxy-5432" }
  to_port                      = 5432
}

resource "aws_vpc_security_group_egress_rule" "proxy_to_database_5432_out" {
  count                        = var.proxy ? 1 : 0
  description                  = "RDS Proxy to PostgreSQL"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.rds_server_group_id
  security_group_id            = var.rds_proxy_group_id
  tags                         = { Name = "proxy-to-database-5432" }
  to_port                      = 5432
}

resource "aws_vpc_security_group_egress_rule" "nodes_to_cache_6379_out" {
  description                  = "Services to Redis"
  from_port                    = 6379
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.elasticache_group_id
  security_group_id            = var.eks_nodes_group_id
  tags                         = { Name = "nodes-to-cache-6379" }
  to_port                      = 6379
}

resource "aws_vpc_security_group_egress_rule" "worker_to_cache_6379_out" {
  description                  = "Ticket worker to Redis"
  from_port                    = 6379
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.elasticache_group_id
  security_group_id            = var.lambda_worker_security_group_id
  tags                         = { Name = "worker-to-cache-6379" }
  to_port                      = 6379
}

resource "aws_vpc_security_group_egress_rule" "nodes_to_kafka_9098_out" {
  description                  = "Services to Kafka with IAM"
  from_port                    = 9098
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.msk_group_id
  security_group_id            = var.eks_nodes_group_id
  tags                         = { Name = "nodes-to-kafka-9098" }
  to_port                      = 9098
}

resource "aws_vpc_security_group_egress_rule" "kafka_to_kafka_2181_out" {
  description                  = "Brokers to ZooKeeper"
  from_port                    = 2181
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.msk_group_id
  security_group_id            = var.msk_group_id
  tags                         = { Name = "kafka-to-kafka-2181" }
  to_port                      = 2181
}

resource "aws_vpc_security_group_egress_rule" "nodes_to_endpoints_443_out" {
  description                  = "AWS APIs by private endpoints"
  from_port                    = 443
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.vpc_endpoints_security_group_id
  security_group_id            = var.eks_nodes_group_id
  tags                         = { Name = "nodes-to-endpoints-443" }
  to_port                      = 443
}
