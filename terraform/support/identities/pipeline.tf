# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_iam_policy" "boundary" {
  description = "The most that a role of this environment may ever do"
  name        = "${var.name_prefix}-boundary"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "NoIdentities"
        Effect    = "Allow"
        NotAction = ["iam:*", "organizations:*", "account:*"]
        Resource  = "*"
      },
      {
        Sid    = "LookAtIdentities"
        Effect = "Allow"
        Action = [
          "iam:GetOpenIDConnectProvider",
          "iam:GetPolicy",
          "iam:GetPolicyVersion",
          "iam:GetRole",
          "iam:GetRolePolicy",
          "iam:ListAttachedRolePolicies",
          "iam:ListRolePolicies",
        ]
        Resource = [
          "arn:aws:iam::${var.account_id}:role/*",
          "arn:aws:iam::${var.account_id}:policy/*",
          "arn:aws:iam::${var.account_id}:oidc-provider/*",
        ]
      },
      {
        Sid      = "LinkedRoles"
        Effect   = "Allow"
        Action   = ["iam:CreateServiceLinkedRole"]
        Resource = "arn:aws:iam::${var.account_id}:role/aws-service-role/*"
      },
    ]
  })
}

resource "aws_iam_openid_connect_provider" "github" {
  client_id_list = ["sts.amazonaws.com"]
  url            = "https://token.actions.githubusercontent.com"
}

resource "aws_iam_role" "ci_plan_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "GithubActions"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = "repo:${var.repository}:pull_request"
        }
      }
    }]
  })
  description          = "GitHub Actions: plan of a pull request"
  name                 = "${var.name_prefix}-ci-plan"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy_attachment" "ci_plan_read_only_access" {
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
  role       = aws_iam_role.ci_plan_role.name
}

resource "aws_iam_role_policy" "ci_plan_policy" {
  name = "ci-plan"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "FindState"
        Effect   = "Allow"
        Action   = ["s3:ListBucket", "s3:GetBucketVersioning"]
        Resource = "arn:aws:s3:::${var.name_prefix}-terraform-state-${var.account_id}"
      },
      {
        Sid      = "State"
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = "arn:aws:s3:::${var.name_prefix}-terraform-state-${var.account_id}/${var.environment}/terraform.tfstate"
      },
      {
        Sid      = "StateLockObject"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
        Resource = "arn:aws:s3:::${var.name_prefix}-terraform-state-${var.account_id}/${var.environment}/terraform.tfstate.tflock"
      },
      {
        Sid      = "StateLockItem"
        Effect   = "Allow"
        Action   = ["dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"]
        Resource = "arn:aws:dynamodb:ap-northeast-2:${var.account_id}:table/${var.name_prefix}-terraform-lock"
      },
      {
        Sid    = "NoObjectsButTheState"
        Effect = "Deny"
        Action = ["s3:GetObject", "s3:GetObjectVersion"]
        NotResource = [
          "arn:aws:s3:::${var.name_prefix}-terraform-state-${var.account_id}/${var.environment}/terraform.tfstate",
          "arn:aws:s3:::${var.name_prefix}-terraform-state-${var.account_id}/${var.environment}/terraform.tfstate.tflock",
        ]
      },
      {
        Sid    = "NoItemsButTheLock"
        Effect = "Deny"
        Action = [
          "dynamodb:BatchGetItem",
          "dynamodb:GetItem",
          "dynamodb:GetRecords",
          "dynamodb:PartiQLSelect",
          "dynamodb:Query",
          "dynamodb:Scan",
        ]
        NotResource = "arn:aws:dynamodb:ap-northeast-2:${var.account_id}:table/${var.name_prefix}-terraform-lock"
      },
      {
        Sid    = "NoLogsNorMessages"
        Effect = "Deny"
        Action = [
          "logs:FilterLogEvents",
          "logs:GetLogEvents",
          "logs:GetLogRecord",
          "logs:GetQueryResults",
          "logs:StartLiveTail",
          "logs:StartQuery",
          "rds:DownloadDBLogFilePortion",
          "sqs:ReceiveMessage",
          "wafv2:GetSampledRequests",
          "xray:BatchGetTraces",
        ]
        Resource = "*"
      },
      {
        Sid      = "NoSecretValues"
        Effect   = "Deny"
        Action   = ["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"]
        Resource = "*"
      },
      {
        Sid       = "NotAnotherEnvironment"
        Effect    = "Deny"
        Action    = ["*"]
        Resource  = "*"
        Condition = { StringNotEquals = { "aws:ResourceTag/environment" = var.environment }, Null = { "aws:ResourceTag/environment" = "false" } }
      },
      {
        Sid    = "NotAnothersBuckets"
        Effect = "Deny"
        Action = ["s3:*"]
        NotResource = [
          "arn:aws:s3:::${var.name_prefix}-*",
          "arn:aws:s3:::${var.name_prefix}-terraform-state-${var.account_id}",
          "arn:aws:s3:::${var.name_prefix}-terraform-state-${var.account_id}/*",
        ]
      },
    ]
  })
  role = aws_iam_role.ci_plan_role.name
}

resource "aws_iam_role" "ci_images_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "GithubActions"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = "repo:${var.repository}:environment:${var.environment}"
        }
      }
    }]
  })
  description          = "GitHub Actions: images of this environment"
  name                 = "${var.name_prefix}-ci-images"
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "ci_images_policy" {
  name = "ci-images"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "SignIn"
        Effect   = "Allow"
        Action   = ["ecr:GetAuthorizationToken"]
        Resource = "*"
      },
      {
        Sid    = "Images"
        Effect = "Allow"
        Action = [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:CompleteLayerUpload",
          "ecr:DescribeImages",
          "ecr:GetDownloadUrlForLayer",
          "ecr:InitiateLayerUpload",
          "ecr:PutImage",
          "ecr:UploadLayerPart",
        ]
        Resource = "arn:aws:ecr:ap-northeast-2:${var.account_id}:repository/${var.name_prefix}/*"
      },
    ]
  })
  role = aws_iam_role.ci_images_role.name
}

resource "aws_iam_role" "ci_deploy_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "GithubActions"
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = "repo:${var.repository}:environment:${var.environment}"
        }
      }
    }]
  })
  description          = "GitHub Actions: apply of this environment"
  max_session_duration = 7200
  name                 = "${var.name_prefix}-ci-deploy"
}

resource "aws_iam_role_policy_attachment" "ci_deploy_power_user_access" {
  policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
  role       = aws_iam_role.ci_deploy_role.name
}
