# Written by `npm run hcl` from the constructs; change those, not this file.
#
# A repository of container images for each app of services/registry.ts (architecture.md 8.1).

resource "aws_ecr_repository" "repository" {
  for_each             = toset(["frontend", "gateway", "ticket", "payment", "stats", "auth", "queue", "community", "catalog"])
  image_tag_mutability = "IMMUTABLE"
  name                 = "${var.name_prefix}/${each.key}"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = var.keys_data_arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "expiry" {
  for_each = toset(["frontend", "gateway", "ticket", "payment", "stats", "auth", "queue", "community", "catalog"])
  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Untagged images go after a day"
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 1 }
        action       = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "The newest 30 images stay"
        selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 30 }
        action       = { type = "expire" }
      },
    ]
  })
  repository = aws_ecr_repository.repository[each.key].name
}
