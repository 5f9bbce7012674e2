# Written by `npm run hcl` from the constructs; change those, not this file.

output "counters_name" {
  description = "`aws_dynamodb_table.counters.name`"
  value       = aws_dynamodb_table.counters.name
}

output "positions_name" {
  description = "`aws_dynamodb_table.positions.name`"
  value       = aws_dynamodb_table.positions.name
}

output "counters_arn" {
  description = "`aws_dynamodb_table.counters.arn`"
  value       = aws_dynamodb_table.counters.arn
}

output "positions_arn" {
  description = "`aws_dynamodb_table.positions.arn`"
  value       = aws_dynamodb_table.positions.arn
}
