# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_iam_role" "ticket_worker_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
  description          = "Ticket worker function"
  name                 = "${var.name_prefix}-ticket-worker"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy_attachment" "ticket_worker_aws_lambda_basic_execution_role" {
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
  role       = aws_iam_role.ticket_worker_role.name
}

resource "aws_iam_role_policy_attachment" "ticket_worker_aws_lambda_vpc_access_execution_role" {
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
  role       = aws_iam_role.ticket_worker_role.name
}

resource "aws_iam_role_policy" "ticket_worker_policy" {
  name = "ticket-worker"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        Sid    = "Queue"
        Effect = "Allow"
        Action = [
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:ChangeMessageVisibility",
        ]
        Resource = var.sqs_queue_arn
      },
      {
        Sid    = "NoNetworkInterfacesFromCode"
        Effect = "Deny"
        Action = [
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DetachNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = "*"
        Condition = {
          ArnEquals = {
            "lambda:SourceFunctionArn" = "arn:aws:lambda:ap-northeast-2:${var.account_id}:function:${var.name_prefix}-ticket-worker"
          }
        }
      },
      {
        Sid      = "Secrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = [var.secret_arns["database/urr_ticket"], var.secret_arns["redis-token"]]
      },
      {
        Sid      = "SecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = var.keys_data_arn
        Condition = {
          StringEquals = {
            "kms:ViaService"                  = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [var.secret_arns["database/urr_ticket"], var.secret_arns["redis-token"]]
          }
        }
      },
      ], var.tracing ? [{
        Sid    = "Tracing"
        Effect = "Allow"
        Action = [
          "xray:PutTraceSegments",
          "xray:PutTelemetryRecords",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
        ]
        Resource = "*"
    }] : [])
  })
  role = aws_iam_role.ticket_worker_role.name
}

resource "aws_iam_role" "vwr_api_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
  description          = "Waiting room API function"
  name                 = "${var.name_prefix}-vwr-api"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "vwr_api_policy" {
  name = "vwr-api"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        Sid      = "Counters"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
        Resource = var.dynamodb_vwr_counters_arn
      },
      {
        Sid      = "Positions"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:PutItem"]
        Resource = var.dynamodb_vwr_positions_arn
      },
      {
        Sid       = "TablesKey"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:DescribeKey"]
        Resource  = var.keys_data_arn
        Condition = { StringEquals = { "kms:ViaService" = "dynamodb.ap-northeast-2.amazonaws.com" } }
      },
      {
        Sid      = "OwnLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/lambda/${var.name_prefix}-vwr-api:*"
      },
      {
        Sid      = "Secrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = [var.secret_arns["token-keys/vwr"]]
      },
      {
        Sid      = "SecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = var.keys_data_arn
        Condition = {
          StringEquals = {
            "kms:ViaService"                  = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [var.secret_arns["token-keys/vwr"]]
          }
        }
      },
      ], var.tracing ? [{
        Sid    = "Tracing"
        Effect = "Allow"
        Action = [
          "xray:PutTraceSegments",
          "xray:PutTelemetryRecords",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
        ]
        Resource = "*"
    }] : [])
  })
  role = aws_iam_role.vwr_api_role.name
}

resource "aws_iam_role" "vwr_advancer_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
  description          = "Waiting room advancer function"
  name                 = "${var.name_prefix}-vwr-advancer"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "vwr_advancer_policy" {
  name = "vwr-advancer"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        Sid      = "Counters"
        Effect   = "Allow"
        Action   = ["dynamodb:Scan", "dynamodb:UpdateItem"]
        Resource = var.dynamodb_vwr_counters_arn
      },
      {
        Sid       = "TablesKey"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:DescribeKey"]
        Resource  = var.keys_data_arn
        Condition = { StringEquals = { "kms:ViaService" = "dynamodb.ap-northeast-2.amazonaws.com" } }
      },
      {
        Sid      = "OwnLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/lambda/${var.name_prefix}-vwr-advancer:*"
      },
      ], var.tracing ? [{
        Sid    = "Tracing"
        Effect = "Allow"
        Action = [
          "xray:PutTraceSegments",
          "xray:PutTelemetryRecords",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
        ]
        Resource = "*"
    }] : [])
  })
  role = aws_iam_role.vwr_advancer_role.name
}

resource "aws_iam_role" "scheduler_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
  description          = "EventBridge Scheduler: starts the advancer"
  name                 = "${var.name_prefix}-scheduler"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "scheduler_policy" {
  name = "scheduler"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "StartAdvancer"
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction"]
      Resource = "arn:aws:lambda:ap-northeast-2:${var.account_id}:function:${var.name_prefix}-vwr-advancer"
    }]
  })
  role = aws_iam_role.scheduler_role.name
}

resource "aws_iam_role" "lambda_edge_role" {
  count = var.cdn ? 1 : 0
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Service"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"] }
    }]
  })
  description          = "Lambda@Edge: viewer request"
  name                 = "${var.name_prefix}-lambda-edge"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy_attachment" "lambda_edge_aws_lambda_basic_execution_role" {
  count      = var.cdn ? 1 : 0
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
  role       = aws_iam_role.lambda_edge_role[0].name
}
