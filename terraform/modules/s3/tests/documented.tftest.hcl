# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  bucket_prefix = "example-a"
  account_id    = "123456789012"
  region        = "ap-northeast-2"
}

run "documented_values" {
  command = plan

  assert {
    condition     = aws_s3_bucket_versioning.frontend_versioning.versioning_configuration[0].status == "Enabled"
    error_message = "architecture.md 5.9: the frontend bucket keeps versions"
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.frontend_encryption.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "architecture.md 5.9: SSE-S3"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.frontend_public_access.block_public_acls
    error_message = "architecture.md 5.9: no public ACLs"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.frontend_public_access.block_public_policy
    error_message = "architecture.md 5.9: no public policy"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.frontend_public_access.ignore_public_acls
    error_message = "architecture.md 5.9: public ACLs are ignored"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.frontend_public_access.restrict_public_buckets
    error_message = "architecture.md 5.9: nobody from outside"
  }

  assert {
    condition     = toset(one(aws_s3_bucket_cors_configuration.frontend_cors.cors_rule).allowed_methods) == toset(["GET", "HEAD"])
    error_message = "architecture.md 5.9: CORS of GET and HEAD"
  }

  assert {
    condition     = anytrue(flatten([for rule in aws_s3_bucket_lifecycle_configuration.logs_lifecycle.rule : [for step in rule.transition : step.days == 30 && step.storage_class == "STANDARD_IA"]]))
    error_message = "architecture.md 5.9: after 30 days in STANDARD_IA"
  }

  assert {
    condition     = anytrue(flatten([for rule in aws_s3_bucket_lifecycle_configuration.logs_lifecycle.rule : [for step in rule.transition : step.days == 90 && step.storage_class == "GLACIER"]]))
    error_message = "architecture.md 5.9: after 90 days in GLACIER"
  }
}
