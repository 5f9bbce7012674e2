# Written by `npm run hcl` from the constructs; change those, not this file.

output "counters_arn" {
  description = "ARN of the dynamodb table `counters`."
  value       = aws_dynamodb_table.counters.arn
}

output "positions_arn" {
  description = "ARN of the dynamodb table `positions`."
  value       = aws_dynamodb_table.positions.arn
}

output "counters_name" {
  description = "Name of the dynamodb table `counters`."
  value       = aws_dynamodb_table.counters.name
}

output "positions_name" {
  description = "Name of the dynamodb table `positions`."
  value       = aws_dynamodb_table.positions.name
}

output "counters_id" {
  description = "Id of the dynamodb table `counters`."
  value       = aws_dynamodb_table.counters.id
}

output "positions_id" {
  description = "Id of the dynamodb table `positions`."
  value       = aws_dynamodb_table.positions.id
}
