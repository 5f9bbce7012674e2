# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_iam_role_policy" "identities_ci_plan_policy" {
  name = "ci-plan"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "FindState"
        Effect   = "Allow"
        Action   = ["s3:ListBucket", "s3:GetBucketVersioning"]
        Resource = "arn:aws:s3:::urr-prod-terraform-state-${var.account_id}"
      },
      {
        Sid      = "State"
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = "arn:aws:s3:::urr-prod-terraform-state-${var.account_id}/prod/terraform.tfstate"
      },
      {
        Sid      = "StateLockObject"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
        Resource = "arn:aws:s3:::urr-prod-terraform-state-${var.account_id}/prod/terraform.tfstate.tflock"
      },
      {
        Sid      = "StateLockItem"
        Effect   = "Allow"
        Action   = ["dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"]
        Resource = "arn:aws:dynamodb:ap-northeast-2:${var.account_id}:table/urr-prod-terraform-lock"
      },
      {
        Sid    = "NoObjectsButTheState"
        Effect = "Deny"
        Action = ["s3:GetObject", "s3:GetObjectVersion"]
        NotResource = [
          "arn:aws:s3:::urr-prod-terraform-state-${var.account_id}/prod/terraform.tfstate",
          "arn:aws:s3:::urr-prod-terraform-state-${var.account_id}/prod/terraform.tfstate.tflock",
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
        NotResource = "arn:aws:dynamodb:ap-northeast-2:${var.account_id}:table/urr-prod-terraform-lock"
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
        Condition = { StringNotEquals = { "aws:ResourceTag/environment" = "prod" }, Null = { "aws:ResourceTag/environment" = "false" } }
      },
      {
        Sid    = "NotAnothersBuckets"
        Effect = "Deny"
        Action = ["s3:*"]
        NotResource = [
          "arn:aws:s3:::urr-prod-*",
          "arn:aws:s3:::urr-prod-terraform-state-${var.account_id}",
          "arn:aws:s3:::urr-prod-terraform-state-${var.account_id}/*",
        ]
      },
    ]
  })
  role = aws_iam_role.identities_ci_plan_role.name
}

resource "aws_iam_role_policy" "identities_ci_deploy_policy" {
  name = "ci-deploy"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "FindState"
        Effect   = "Allow"
        Action   = ["s3:ListBucket", "s3:GetBucketVersioning"]
        Resource = "arn:aws:s3:::urr-prod-terraform-state-${var.account_id}"
      },
      {
        Sid      = "State"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject"]
        Resource = "arn:aws:s3:::urr-prod-terraform-state-${var.account_id}/prod/terraform.tfstate"
      },
      {
        Sid      = "StateLockObject"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
        Resource = "arn:aws:s3:::urr-prod-terraform-state-${var.account_id}/prod/terraform.tfstate.tflock"
      },
      {
        Sid      = "StateLockItem"
        Effect   = "Allow"
        Action   = ["dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"]
        Resource = "arn:aws:dynamodb:ap-northeast-2:${var.account_id}:table/urr-prod-terraform-lock"
      },
      {
        Sid    = "RightsInsideTheBoundary"
        Effect = "Allow"
        Action = [
          "iam:CreateRole",
          "iam:PutRolePolicy",
          "iam:DeleteRolePolicy",
          "iam:AttachRolePolicy",
          "iam:DetachRolePolicy",
          "iam:PutRolePermissionsBoundary",
        ]
        Resource  = "arn:aws:iam::${var.account_id}:role/urr-prod-*"
        Condition = { StringEquals = { "iam:PermissionsBoundary" = aws_iam_policy.identities_boundary.arn } }
      },
      {
        Sid    = "Roles"
        Effect = "Allow"
        Action = [
          "iam:DeleteRole",
          "iam:GetRole",
          "iam:GetRolePolicy",
          "iam:ListAttachedRolePolicies",
          "iam:ListInstanceProfilesForRole",
          "iam:ListRolePolicies",
          "iam:ListRoleTags",
          "iam:TagRole",
          "iam:UntagRole",
          "iam:UpdateAssumeRolePolicy",
          "iam:UpdateRole",
          "iam:UpdateRoleDescription",
        ]
        Resource = "arn:aws:iam::${var.account_id}:role/urr-prod-*"
      },
      {
        Sid      = "PassRoles"
        Effect   = "Allow"
        Action   = ["iam:PassRole"]
        Resource = "arn:aws:iam::${var.account_id}:role/urr-prod-*"
        Condition = {
          StringEquals = {
            "iam:PassedToService" = [
              "apigateway.amazonaws.com",
              "chatbot.amazonaws.com",
              "ec2.amazonaws.com",
              "edgelambda.amazonaws.com",
              "eks.amazonaws.com",
              "lambda.amazonaws.com",
              "monitoring.rds.amazonaws.com",
              "rds.amazonaws.com",
              "scheduler.amazonaws.com",
              "vpc-flow-logs.amazonaws.com",
            ]
          }
        }
      },
      {
        Sid      = "ReadPolicies"
        Effect   = "Allow"
        Action   = ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"]
        Resource = "arn:aws:iam::${var.account_id}:policy/urr-prod-*"
      },
      {
        Sid    = "IdentityProviders"
        Effect = "Allow"
        Action = [
          "iam:CreateOpenIDConnectProvider",
          "iam:DeleteOpenIDConnectProvider",
          "iam:GetOpenIDConnectProvider",
          "iam:TagOpenIDConnectProvider",
          "iam:UntagOpenIDConnectProvider",
        ]
        Resource = "arn:aws:iam::${var.account_id}:oidc-provider/oidc.eks.ap-northeast-2.amazonaws.com/*"
      },
      {
        Sid      = "ReadGithubProvider"
        Effect   = "Allow"
        Action   = ["iam:GetOpenIDConnectProvider"]
        Resource = "arn:aws:iam::${var.account_id}:oidc-provider/token.actions.githubusercontent.com"
      },
      {
        Sid    = "NotItself"
        Effect = "Deny"
        Action = [
          "iam:AttachRolePolicy",
          "iam:CreateRole",
          "iam:DeleteRole",
          "iam:DeleteRolePolicy",
          "iam:DetachRolePolicy",
          "iam:PassRole",
          "iam:PutRolePolicy",
          "iam:UpdateAssumeRolePolicy",
          "iam:UpdateRole",
        ]
        Resource = "arn:aws:iam::${var.account_id}:role/urr-prod-ci-*"
      },
      {
        Sid    = "NotTheBoundary"
        Effect = "Deny"
        Action = [
          "iam:CreatePolicyVersion",
          "iam:DeletePolicy",
          "iam:DeletePolicyVersion",
          "iam:SetDefaultPolicyVersion",
          "iam:DeleteRolePermissionsBoundary",
        ]
        Resource = "*"
      },
      {
        Sid       = "NotElsewhere"
        Effect    = "Deny"
        NotAction = ["chatbot:*"]
        Resource  = "*"
        Condition = { StringNotEquals = { "aws:RequestedRegion" = ["ap-northeast-2", "us-east-1"] } }
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
        Condition = { StringNotEquals = { "aws:ResourceTag/environment" = "prod" }, Null = { "aws:ResourceTag/environment" = "false" } }
      },
      {
        Sid    = "NotAnothersBuckets"
        Effect = "Deny"
        Action = ["s3:*"]
        NotResource = [
          "arn:aws:s3:::urr-prod-*",
          "arn:aws:s3:::urr-prod-terraform-state-${var.account_id}",
          "arn:aws:s3:::urr-prod-terraform-state-${var.account_id}/*",
        ]
      },
    ]
  })
  role = aws_iam_role.identities_ci_deploy_role.name
}

resource "aws_iam_role_policy" "identities_flow_logs_policy" {
  name = "flow-logs"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "OwnLogs"
        Effect = "Allow"
        Action = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
        Resource = [
          "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/vpc/urr-prod-flow-logs",
          "arn:aws:logs:ap-northeast-2:${var.account_id}:log-group:/aws/vpc/urr-prod-flow-logs:*",
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
  role = aws_iam_role.identities_flow_logs_role.name
}

resource "aws_iam_role_policy" "identities_rds_proxy_policy" {
  name = "rds-proxy"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          aws_secretsmanager_secret.secrets_database_urr_ticket.arn,
          aws_secretsmanager_secret.secrets_database_urr_payment.arn,
          aws_secretsmanager_secret.secrets_database_urr_stats.arn,
          aws_secretsmanager_secret.secrets_database_urr_auth.arn,
          aws_secretsmanager_secret.secrets_database_urr_community.arn,
          aws_secretsmanager_secret.secrets_database_urr_catalog.arn,
          module.rds.server_secret_arn,
        ]
      },
      {
        Sid      = "SecretsKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = aws_kms_key.keys_data.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "secretsmanager.ap-northeast-2.amazonaws.com"
            "kms:EncryptionContext:SecretARN" = [
              aws_secretsmanager_secret.secrets_database_urr_ticket.arn,
              aws_secretsmanager_secret.secrets_database_urr_payment.arn,
              aws_secretsmanager_secret.secrets_database_urr_stats.arn,
              aws_secretsmanager_secret.secrets_database_urr_auth.arn,
              aws_secretsmanager_secret.secrets_database_urr_community.arn,
              aws_secretsmanager_secret.secrets_database_urr_catalog.arn,
              module.rds.server_secret_arn,
            ]
          }
        }
      },
    ]
  })
  role = aws_iam_role.identities_rds_proxy_role.name
}
