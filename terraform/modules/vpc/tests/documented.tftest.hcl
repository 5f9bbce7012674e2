# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix        = "urr-prod"
  cluster_name       = "urr-spring"
  flow_logs_role_arn = "arn:aws:iam::123456789012:role/flow-logs-role-arn"
  logs_key_arn       = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "documented_values" {
  command = plan

  assert {
    condition     = aws_vpc.vpc.cidr_block == "10.0.0.0/16"
    error_message = "architecture.md 1.1: VPC CIDR 10.0.0.0/16"
  }

  assert {
    condition     = aws_subnet.public_subnet_a.cidr_block == "10.0.0.0/24"
    error_message = "architecture.md 1.2: public subnet of zone a"
  }

  assert {
    condition     = aws_subnet.public_subnet_c.cidr_block == "10.0.1.0/24"
    error_message = "architecture.md 1.2: public subnet of zone c"
  }

  assert {
    condition     = aws_subnet.app_subnet_a.cidr_block == "10.0.10.0/24"
    error_message = "architecture.md 1.2: app subnet of zone a"
  }

  assert {
    condition     = aws_subnet.app_subnet_c.cidr_block == "10.0.11.0/24"
    error_message = "architecture.md 1.2: app subnet of zone c"
  }

  assert {
    condition     = aws_subnet.database_subnet_a.cidr_block == "10.0.20.0/24"
    error_message = "architecture.md 1.2: database subnet of zone a"
  }

  assert {
    condition     = aws_subnet.cache_subnet_c.cidr_block == "10.0.31.0/24"
    error_message = "architecture.md 1.2: cache subnet of zone c"
  }

  assert {
    condition     = aws_subnet.streaming_subnet_a.cidr_block == "10.0.40.0/24"
    error_message = "architecture.md 1.2: streaming subnet of zone a"
  }

  assert {
    condition     = aws_subnet.app_subnet_c.availability_zone == "ap-northeast-2c"
    error_message = "architecture.md 1.1: the zones are a and c"
  }

  assert {
    condition     = aws_route.public_internet_a.destination_cidr_block == "0.0.0.0/0"
    error_message = "architecture.md 1.3: public subnets reach the internet"
  }

  assert {
    condition     = aws_eip.nat_address_a.domain == "vpc" && aws_eip.nat_address_c.domain == "vpc"
    error_message = "architecture.md 1.1: a NAT gateway per zone"
  }
}
