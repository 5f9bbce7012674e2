# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_vpc_security_group_egress_rule" "security_groups_data_setup_to_internet_443_out" {
  cidr_ipv4         = "0.0.0.0/0"
  description       = "ElastiCache API, which has no endpoint here"
  from_port         = 443
  ip_protocol       = "tcp"
  security_group_id = aws_security_group.data_setup_group.id
  tags              = { Name = "dataSetup-to-internet-443" }
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "security_groups_nodes_to_internet_443_out" {
  cidr_ipv4         = "0.0.0.0/0"
  description       = "OAuth and payment providers, AWS APIs without an endpoint"
  from_port         = 443
  ip_protocol       = "tcp"
  security_group_id = module.eks.nodes_group_id
  tags              = { Name = "nodes-to-internet-443" }
  to_port           = 443
}
