# Written by `npm run hcl` from the constructs; change those, not this file.

terraform {
  required_version = ">= 1.11"

  backend "s3" {
    # terraform init -backend-config="bucket=urr-staging-terraform-state-<account id>"
    key = "staging/terraform.tfstate"

    region         = "ap-northeast-2"
    dynamodb_table = "urr-staging-terraform-lock"
    use_lockfile   = true
    encrypt        = true
  }

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

provider "aws" {
  region              = "ap-northeast-2"
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = {
      environment = "staging"
      managed-by  = "terraform"
      project     = "urr"
      stack       = "staging"
    }
  }
}
