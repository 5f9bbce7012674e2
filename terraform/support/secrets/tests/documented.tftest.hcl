# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix   = "urr-prod"
  keys_data_arn = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "documented_values" {
  command = plan

  assert {
    condition     = aws_secretsmanager_secret.secret["database/urr_ticket"].name == "urr-prod/database/urr_ticket"
    error_message = "architecture.md 5.1: a secret for each database role"
  }

  assert {
    condition     = alltrue([for one in aws_secretsmanager_secret.secret : one.recovery_window_in_days == 30])
    error_message = "architecture.md 5: what is deleted can be brought back for 30 days"
  }
}
