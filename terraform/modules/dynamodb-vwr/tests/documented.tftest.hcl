# Written by `npm run hcl` from the constructs; change those, not this file.

mock_provider "aws" {}

variables {
  name_prefix = "urr-prod"
  key_arn     = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "documented_values" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.counters.hash_key == "eventId"
    error_message = "architecture.md 5.8: partition key of the counters"
  }

  assert {
    condition     = aws_dynamodb_table.counters.billing_mode == "PAY_PER_REQUEST"
    error_message = "architecture.md 5.8: on demand"
  }

  assert {
    condition     = aws_dynamodb_table.counters.point_in_time_recovery[0].enabled
    error_message = "architecture.md 5.8: PITR"
  }

  assert {
    condition     = aws_dynamodb_table.counters.point_in_time_recovery[0].recovery_period_in_days == 35
    error_message = "architecture.md 5.8: 35 days"
  }

  assert {
    condition     = aws_dynamodb_table.positions.hash_key == "eventId"
    error_message = "architecture.md 5.8: partition key of the positions"
  }

  assert {
    condition     = aws_dynamodb_table.positions.range_key == "requestId"
    error_message = "architecture.md 5.8: sort key of the positions"
  }

  assert {
    condition     = one(aws_dynamodb_table.positions.global_secondary_index[*].name) == "eventId-position-index"
    error_message = "architecture.md 5.8: the index by position"
  }

  assert {
    condition     = aws_dynamodb_table.positions.ttl[0].enabled
    error_message = "architecture.md 5.8: positions go by themselves"
  }
}
