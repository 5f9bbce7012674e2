# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix   = "urr-prod"
  keys_data_arn = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "documented_values" {
  command = plan

  assert {
    condition     = length(aws_ecr_repository.repository) == 9
    error_message = "architecture.md 8.1: a repository for each app"
  }

  assert {
    condition     = aws_ecr_repository.repository["ticket"].name == "urr-prod/ticket"
    error_message = "architecture.md 8.1: named after it"
  }

  assert {
    condition     = alltrue([for one in aws_ecr_repository.repository : one.image_tag_mutability == "IMMUTABLE"])
    error_message = "architecture.md 8.1: a tag is never moved"
  }

  assert {
    condition     = alltrue([for one in aws_ecr_repository.repository : one.image_scanning_configuration[0].scan_on_push])
    error_message = "architecture.md 8.1: images are scanned"
  }
}
