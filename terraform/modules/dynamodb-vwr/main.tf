# Written by `npm run hcl` from the constructs; change those, not this file.
#
# The two tables of the waiting room (architecture.md 5.8): the counters of each event, and who holds which place.
# Only key attributes are declared: nextPosition, servingCounter, isActive and updatedAt need no declaration.

resource "aws_dynamodb_table" "counters" {
  billing_mode                = "PAY_PER_REQUEST"
  deletion_protection_enabled = var.deletion_protection
  hash_key                    = "eventId"
  name                        = "${var.name_prefix}-vwr-counters"

  attribute {
    name = "eventId"
    type = "S"
  }

  point_in_time_recovery {
    enabled                 = true
    recovery_period_in_days = var.recovery_days
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.key_arn
  }
}

resource "aws_dynamodb_table" "positions" {
  billing_mode                = "PAY_PER_REQUEST"
  deletion_protection_enabled = var.deletion_protection
  hash_key                    = "eventId"
  name                        = "${var.name_prefix}-vwr-positions"
  range_key                   = "requestId"

  attribute {
    name = "eventId"
    type = "S"
  }

  attribute {
    name = "requestId"
    type = "S"
  }

  attribute {
    name = "position"
    type = "N"
  }

  global_secondary_index {
    hash_key        = "eventId"
    name            = "eventId-position-index"
    projection_type = "ALL"
    range_key       = "position"
  }

  point_in_time_recovery {
    enabled                 = true
    recovery_period_in_days = var.recovery_days
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.key_arn
  }

  ttl {
    attribute_name = var.expiry_attribute
    enabled        = true
  }
}
