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
    condition     = aws_vpc_endpoint.ecr_api.vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: ecr_api has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.ecr_dkr.vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: ecr_dkr has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.ec2.vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: ec2 has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.eks.vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: eks has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.sts.vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: sts has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.logs.vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: logs has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.secretsmanager.vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: secretsmanager has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.elasticloadbalancing.vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: elasticloadbalancing has an interface endpoint"
  }

  assert {
    condition     = aws_vpc_endpoint.autoscaling.vpc_endpoint_type == "Interface"
    error_message = "architecture.md 1.4: autoscaling has an interface endpoint"
  }
}
