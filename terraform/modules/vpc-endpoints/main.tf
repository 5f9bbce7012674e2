# Written by `npm run hcl` from the constructs; change those, not this file.
#
# Private ways to AWS: S3 and DynamoDB by route, the others by a network interface with the public name of the service
# (architecture.md 1.4). Service names are computed, so that nothing is unknown while Terraform plans.

resource "aws_security_group" "security_group" {
  description = "Interface endpoints of AWS services"
  name        = "${var.name_prefix}-vpc-endpoints"
  tags        = { Name = "${var.name_prefix}-vpc-endpoints" }
  vpc_id      = var.vpc_id
}

resource "aws_vpc_endpoint" "s3" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "ThisAccount"
        Effect    = "Allow"
        Principal = "*"
        Action    = "*"
        Resource  = "*"
        Condition = { StringEquals = { "aws:PrincipalAccount" = var.account_id } }
      },
      {
        Sid       = "ImageLayersAndPackages"
        Effect    = "Allow"
        Principal = "*"
        Action    = "s3:GetObject"
        Resource = [
          "arn:aws:s3:::prod-${var.region}-starport-layer-bucket/*",
          "arn:aws:s3:::al2023-repos-${var.region}-de612dc2/*",
          "arn:aws:s3:::amazon-ssm-${var.region}/*",
          "arn:aws:s3:::amazon-ssm-packages-${var.region}/*",
        ]
      },
    ]
  })
  route_table_ids   = var.route_table_ids
  service_name      = "com.amazonaws.${var.region}.s3"
  tags              = { Name = "${var.name_prefix}-s3" }
  vpc_endpoint_type = "Gateway"
  vpc_id            = var.vpc_id
}

resource "aws_vpc_endpoint" "dynamodb" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ThisAccount"
      Effect    = "Allow"
      Principal = "*"
      Action    = "*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = var.account_id } }
    }]
  })
  route_table_ids   = var.route_table_ids
  service_name      = "com.amazonaws.${var.region}.dynamodb"
  tags              = { Name = "${var.name_prefix}-dynamodb" }
  vpc_endpoint_type = "Gateway"
  vpc_id            = var.vpc_id
}

resource "aws_vpc_endpoint" "interface" {
  for_each = toset([
    "ecr.api",
    "ecr.dkr",
    "ec2",
    "eks",
    "logs",
    "secretsmanager",
    "elasticloadbalancing",
    "autoscaling",
  ])
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ThisAccount"
      Effect    = "Allow"
      Principal = "*"
      Action    = "*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = var.account_id } }
    }]
  })
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.security_group.id]
  service_name        = "com.amazonaws.${var.region}.${each.key}"
  subnet_ids          = var.subnet_ids
  tags                = { Name = "${var.name_prefix}-${each.key}" }
  vpc_endpoint_type   = "Interface"
  vpc_id              = var.vpc_id
}

resource "aws_vpc_endpoint" "sts" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "ThisAccount"
        Effect    = "Allow"
        Principal = "*"
        Action    = "*"
        Resource  = "*"
        Condition = { StringEquals = { "aws:PrincipalAccount" = var.account_id } }
      },
      {
        Sid       = "ServiceAccountsOfThisAccount"
        Effect    = "Allow"
        Principal = "*"
        Action    = "sts:AssumeRoleWithWebIdentity"
        Resource  = "arn:aws:iam::${var.account_id}:role/*"
      },
    ]
  })
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.security_group.id]
  service_name        = "com.amazonaws.${var.region}.sts"
  subnet_ids          = var.subnet_ids
  tags                = { Name = "${var.name_prefix}-sts" }
  vpc_endpoint_type   = "Interface"
  vpc_id              = var.vpc_id
}
