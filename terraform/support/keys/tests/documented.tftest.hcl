# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix = "urr-prod"
  account_id  = "123456789012"
}

run "documented_values" {
  command = plan

  assert {
    condition     = aws_kms_key.eks.enable_key_rotation && aws_kms_key.data.enable_key_rotation
    error_message = "architecture.md 2.1: keys are rotated"
  }

  assert {
    condition     = aws_kms_alias.eks_alias.name == "alias/urr-prod-eks"
    error_message = "architecture.md 2.1: a key for the secrets of Kubernetes"
  }

  assert {
    condition     = aws_kms_key.data.deletion_window_in_days == 30
    error_message = "architecture.md 5: what is deleted can be brought back for 30 days"
  }
}
