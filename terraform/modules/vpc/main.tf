# Written by `npm run hcl` from the constructs; change those, not this file.
#
# The network: five tiers in two zones, a NAT gateway per zone, flow logs, a default security group that allows
# nothing (architecture.md 1.1 to 1.3). Validation blocks refuse foreign, overlapping or unisolated tiers.

resource "aws_vpc" "vpc" {
  cidr_block           = var.cidr
  enable_dns_hostnames = true
  enable_dns_support   = true
  tags                 = { Name = var.name_prefix }
}

resource "aws_internet_gateway" "internet_gateway" {
  tags   = { Name = var.name_prefix }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_default_security_group" "default_security_group" {
  tags   = { Name = "${var.name_prefix}-default-closed" }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_subnet" "public_subnet_a" {
  availability_zone       = "ap-northeast-2a"
  cidr_block              = cidrsubnet(var.cidr, (24 - tonumber(element(split("/", var.cidr), 1))), 0)
  map_public_ip_on_launch = false
  tags = {
    Name                                        = "${var.name_prefix}-public-a"
    tier                                        = "public"
    "kubernetes.io/role/elb"                    = "1"
    "kubernetes.io/cluster/${var.cluster_name}" = "shared"
  }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_subnet" "public_subnet_c" {
  availability_zone       = "ap-northeast-2c"
  cidr_block              = cidrsubnet(var.cidr, (24 - tonumber(element(split("/", var.cidr), 1))), 1)
  map_public_ip_on_launch = false
  tags = {
    Name                                        = "${var.name_prefix}-public-c"
    tier                                        = "public"
    "kubernetes.io/role/elb"                    = "1"
    "kubernetes.io/cluster/${var.cluster_name}" = "shared"
  }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_subnet" "app_subnet_a" {
  availability_zone       = "ap-northeast-2a"
  cidr_block              = cidrsubnet(var.cidr, (24 - tonumber(element(split("/", var.cidr), 1))), 10)
  map_public_ip_on_launch = false
  tags = {
    Name                                        = "${var.name_prefix}-app-a"
    tier                                        = "app"
    "kubernetes.io/role/internal-elb"           = "1"
    "kubernetes.io/cluster/${var.cluster_name}" = "shared"
  }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_subnet" "app_subnet_c" {
  availability_zone       = "ap-northeast-2c"
  cidr_block              = cidrsubnet(var.cidr, (24 - tonumber(element(split("/", var.cidr), 1))), 11)
  map_public_ip_on_launch = false
  tags = {
    Name                                        = "${var.name_prefix}-app-c"
    tier                                        = "app"
    "kubernetes.io/role/internal-elb"           = "1"
    "kubernetes.io/cluster/${var.cluster_name}" = "shared"
  }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_subnet" "database_subnet_a" {
  availability_zone       = "ap-northeast-2a"
  cidr_block              = cidrsubnet(var.cidr, (24 - tonumber(element(split("/", var.cidr), 1))), 20)
  map_public_ip_on_launch = false
  tags = {
    Name = "${var.name_prefix}-database-a"
    tier = "database"
  }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_subnet" "database_subnet_c" {
  availability_zone       = "ap-northeast-2c"
  cidr_block              = cidrsubnet(var.cidr, (24 - tonumber(element(split("/", var.cidr), 1))), 21)
  map_public_ip_on_launch = false
  tags = {
    Name = "${var.name_prefix}-database-c"
    tier = "database"
  }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_subnet" "cache_subnet_a" {
  availability_zone       = "ap-northeast-2a"
  cidr_block              = cidrsubnet(var.cidr, (24 - tonumber(element(split("/", var.cidr), 1))), 30)
  map_public_ip_on_launch = false
  tags = {
    Name = "${var.name_prefix}-cache-a"
    tier = "cache"
  }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_subnet" "cache_subnet_c" {
  availability_zone       = "ap-northeast-2c"
  cidr_block              = cidrsubnet(var.cidr, (24 - tonumber(element(split("/", var.cidr), 1))), 31)
  map_public_ip_on_launch = false
  tags = {
    Name = "${var.name_prefix}-cache-c"
    tier = "cache"
  }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_subnet" "streaming_subnet_a" {
  availability_zone       = "ap-northeast-2a"
  cidr_block              = cidrsubnet(var.cidr, (24 - tonumber(element(split("/", var.cidr), 1))), 40)
  map_public_ip_on_launch = false
  tags = {
    Name = "${var.name_prefix}-streaming-a"
    tier = "streaming"
  }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_subnet" "streaming_subnet_c" {
  availability_zone       = "ap-northeast-2c"
  cidr_block              = cidrsubnet(var.cidr, (24 - tonumber(element(split("/", var.cidr), 1))), 41)
  map_public_ip_on_launch = false
  tags = {
    Name = "${var.name_prefix}-streaming-c"
    tier = "streaming"
  }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table" "public_routes_a" {
  tags   = { Name = "${var.name_prefix}-public-a" }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table" "public_routes_c" {
  tags   = { Name = "${var.name_prefix}-public-c" }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table" "app_routes_a" {
  tags   = { Name = "${var.name_prefix}-app-a" }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table" "app_routes_c" {
  tags   = { Name = "${var.name_prefix}-app-c" }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table" "database_routes_a" {
  tags   = { Name = "${var.name_prefix}-database-a" }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table" "database_routes_c" {
  tags   = { Name = "${var.name_prefix}-database-c" }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table" "cache_routes_a" {
  tags   = { Name = "${var.name_prefix}-cache-a" }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table" "cache_routes_c" {
  tags   = { Name = "${var.name_prefix}-cache-c" }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table" "streaming_routes_a" {
  tags   = { Name = "${var.name_prefix}-streaming-a" }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table" "streaming_routes_c" {
  tags   = { Name = "${var.name_prefix}-streaming-c" }
  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table_association" "public_association_a" {
  route_table_id = aws_route_table.public_routes_a.id
  subnet_id      = aws_subnet.public_subnet_a.id
}

resource "aws_route_table_association" "public_association_c" {
  route_table_id = aws_route_table.public_routes_c.id
  subnet_id      = aws_subnet.public_subnet_c.id
}

resource "aws_route_table_association" "app_association_a" {
  route_table_id = aws_route_table.app_routes_a.id
  subnet_id      = aws_subnet.app_subnet_a.id
}

resource "aws_route_table_association" "app_association_c" {
  route_table_id = aws_route_table.app_routes_c.id
  subnet_id      = aws_subnet.app_subnet_c.id
}

resource "aws_route_table_association" "database_association_a" {
  route_table_id = aws_route_table.database_routes_a.id
  subnet_id      = aws_subnet.database_subnet_a.id
}

resource "aws_route_table_association" "database_association_c" {
  route_table_id = aws_route_table.database_routes_c.id
  subnet_id      = aws_subnet.database_subnet_c.id
}

resource "aws_route_table_association" "cache_association_a" {
  route_table_id = aws_route_table.cache_routes_a.id
  subnet_id      = aws_subnet.cache_subnet_a.id
}

resource "aws_route_table_association" "cache_association_c" {
  route_table_id = aws_route_table.cache_routes_c.id
  subnet_id      = aws_subnet.cache_subnet_c.id
}

resource "aws_route_table_association" "streaming_association_a" {
  route_table_id = aws_route_table.streaming_routes_a.id
  subnet_id      = aws_subnet.streaming_subnet_a.id
}

resource "aws_route_table_association" "streaming_association_c" {
  route_table_id = aws_route_table.streaming_routes_c.id
  subnet_id      = aws_subnet.streaming_subnet_c.id
}

resource "aws_route" "public_internet_a" {
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.internet_gateway.id
  route_table_id         = aws_route_table.public_routes_a.id
}

resource "aws_route" "public_internet_c" {
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.internet_gateway.id
  route_table_id         = aws_route_table.public_routes_c.id
}

resource "aws_route" "app_internet_a" {
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat_gateway_a.id
  route_table_id         = aws_route_table.app_routes_a.id
}

resource "aws_route" "app_internet_c" {
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat_gateway_c.id
  route_table_id         = aws_route_table.app_routes_c.id
}

resource "aws_route" "streaming_internet_a" {
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat_gateway_a.id
  route_table_id         = aws_route_table.streaming_routes_a.id
}

resource "aws_route" "streaming_internet_c" {
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat_gateway_c.id
  route_table_id         = aws_route_table.streaming_routes_c.id
}

resource "aws_eip" "nat_address_a" {
  domain     = "vpc"
  tags       = { Name = "${var.name_prefix}-nat-a" }
  depends_on = [aws_internet_gateway.internet_gateway]
}

resource "aws_eip" "nat_address_c" {
  domain     = "vpc"
  tags       = { Name = "${var.name_prefix}-nat-c" }
  depends_on = [aws_internet_gateway.internet_gateway]
}

resource "aws_nat_gateway" "nat_gateway_a" {
  allocation_id = aws_eip.nat_address_a.allocation_id
  subnet_id     = aws_subnet.public_subnet_a.id
  tags          = { Name = "${var.name_prefix}-nat-a" }
  depends_on    = [aws_internet_gateway.internet_gateway]
}

resource "aws_nat_gateway" "nat_gateway_c" {
  allocation_id = aws_eip.nat_address_c.allocation_id
  subnet_id     = aws_subnet.public_subnet_c.id
  tags          = { Name = "${var.name_prefix}-nat-c" }
  depends_on    = [aws_internet_gateway.internet_gateway]
}

resource "aws_cloudwatch_log_group" "flow_logs_log_group" {
  kms_key_id        = var.logs_key_arn
  name              = "/aws/vpc/${var.name_prefix}-flow-logs"
  retention_in_days = var.flow_log_retention_days
}

resource "aws_flow_log" "flow_logs_flow_log" {
  iam_role_arn         = var.flow_logs_role_arn
  log_destination      = aws_cloudwatch_log_group.flow_logs_log_group.arn
  log_destination_type = "cloud-watch-logs"
  tags                 = { Name = var.name_prefix }
  traffic_type         = "ALL"
  vpc_id               = aws_vpc.vpc.id
}
