# Written by `npm run hcl` from the constructs; change those, not this file.
#
# Where the roles of one environment live, and the boundary that all of them carry. Each role is a function beside
# this file that takes the identities first: `rdsMonitoringRole(identities)`; the address in Terraform is its name.

resource "aws_iam_role" "flow_logs_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "vpc-flow-logs.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
  description          = "VPC flow logs"
  name                 = "${var.name_prefix}-flow-logs"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "flow_logs_policy" {
  name = "flow-logs"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "OwnLogs"
        Effect = "Allow"
        Action = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
        Resource = [
          "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/vpc/${var.name_prefix}-flow-logs",
          "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/vpc/${var.name_prefix}-flow-logs:*",
        ]
      },
      {
        Sid      = "FindGroup"
        Effect   = "Allow"
        Action   = ["logs:DescribeLogGroups"]
        Resource = "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:*"
      },
    ]
  })
  role = aws_iam_role.flow_logs_role.name
}

resource "aws_iam_role" "api_gateway_logs_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "apigateway.amazonaws.com" }
    }]
  })
  description          = "API Gateway: access and execution logs"
  name                 = "${var.name_prefix}-api-gateway-logs"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy_attachment" "api_gateway_logs_amazon_api_gateway_push_to_cloud_watch_logs" {
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
  role       = aws_iam_role.api_gateway_logs_role.name
}
