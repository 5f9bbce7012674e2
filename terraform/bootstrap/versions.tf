# Written by `npm run hcl` from the constructs; change those, not this file.

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

provider "aws" {
  region              = var.region
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = {
      environment = var.environment
      managed-by  = "terraform"
      project     = "urr"
      stack       = "bootstrap-${var.environment}"
    }
  }
}
