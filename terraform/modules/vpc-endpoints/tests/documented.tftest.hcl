# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix     = "urr-prod"
  region          = "ap-northeast-2"
  account_id      = "123456789012"
  vpc_id          = "vpc-0123456789abcdef0"
  subnet_ids      = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  route_table_ids = ["rtb-0123456789abcdef0", "rtb-0123456789abcdef1"]
}

run "documented_values" {
  command = plan

  assert {
    condition     = aws_vpc_endpoint.s3.vpc_endpoint_type == "Gateway"
    error_message = "architecture.md 1.4: S3 has a gateway endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.dynamodb.vpc_endpoint_type == "Gateway"
    error_message = "architecture.md 1.4: DynamoDB has a gateway endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.sts.vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: STS has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.interface["ecr.api"].vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: ecr.api has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.interface["ecr.dkr"].vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: ecr.dkr has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.interface["ec2"].vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: ec2 has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.interface["eks"].vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: eks has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.interface["logs"].vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: logs has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.interface["secretsmanager"].vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: secretsmanager has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.interface["elasticloadbalancing"].vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: elasticloadbalancing has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.interface["autoscaling"].vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: autoscaling has an interface endpoint"
  }
}
