# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_ecr_repository" "image_registry_frontend" {
  image_tag_mutability = "IMMUTABLE"
  name                 = "urr-staging/frontend"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.keys_data.arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository" "image_registry_gateway" {
  image_tag_mutability = "IMMUTABLE"
  name                 = "urr-staging/gateway"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.keys_data.arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository" "image_registry_ticket" {
  image_tag_mutability = "IMMUTABLE"
  name                 = "urr-staging/ticket"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.keys_data.arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository" "image_registry_payment" {
  image_tag_mutability = "IMMUTABLE"
  name                 = "urr-staging/payment"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.keys_data.arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository" "image_registry_stats" {
  image_tag_mutability = "IMMUTABLE"
  name                 = "urr-staging/stats"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.keys_data.arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository" "image_registry_auth" {
  image_tag_mutability = "IMMUTABLE"
  name                 = "urr-staging/auth"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.keys_data.arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository" "image_registry_queue" {
  image_tag_mutability = "IMMUTABLE"
  name                 = "urr-staging/queue"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.keys_data.arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository" "image_registry_community" {
  image_tag_mutability = "IMMUTABLE"
  name                 = "urr-staging/community"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.keys_data.arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository" "image_registry_catalog" {
  image_tag_mutability = "IMMUTABLE"
  name                 = "urr-staging/catalog"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.keys_data.arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "image_registry_frontend_lifecycle" {
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
  repository = aws_ecr_repository.image_registry_frontend.name
}

resource "aws_ecr_lifecycle_policy" "image_registry_gateway_lifecycle" {
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
  repository = aws_ecr_repository.image_registry_gateway.name
}

resource "aws_ecr_lifecycle_policy" "image_registry_ticket_lifecycle" {
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
  repository = aws_ecr_repository.image_registry_ticket.name
}

resource "aws_ecr_lifecycle_policy" "image_registry_payment_lifecycle" {
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
  repository = aws_ecr_repository.image_registry_payment.name
}

resource "aws_ecr_lifecycle_policy" "image_registry_stats_lifecycle" {
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
  repository = aws_ecr_repository.image_registry_stats.name
}

resource "aws_ecr_lifecycle_policy" "image_registry_auth_lifecycle" {
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
  repository = aws_ecr_repository.image_registry_auth.name
}

resource "aws_ecr_lifecycle_policy" "image_registry_queue_lifecycle" {
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
  repository = aws_ecr_repository.image_registry_queue.name
}

resource "aws_ecr_lifecycle_policy" "image_registry_community_lifecycle" {
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
  repository = aws_ecr_repository.image_registry_community.name
}

resource "aws_ecr_lifecycle_policy" "image_registry_catalog_lifecycle" {
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
  repository = aws_ecr_repository.image_registry_catalog.name
}
