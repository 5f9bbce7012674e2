# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_ecr_lifecycle_policy" "image_registry_catalog_lifecycle" {
  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Untagged images go after a day"
        selection = {
          tagStatus   = "untagged"
          countType   = "sinceImagePushed"
          countUnit   = "days"
          countNumber = 1
        }
        action = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "The newest 30 images stay"
        selection = {
          tagStatus   = "any"
          countType   = "imageCountMoreThan"
          countNumber = 30
        }
        action = { type = "expire" }
      },
    ]
  })
  repository = aws_ecr_repository.image_registry_catalog.name
}
