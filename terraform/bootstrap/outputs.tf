# Written by `npm run hcl` from the constructs; change those, not this file.

output "state_bucket" {
  description = "Bucket for -backend-config."
  value       = aws_s3_bucket.state.bucket
}

output "lock_table" {
  description = "Table of the lock."
  value       = aws_dynamodb_table.lock.name
}
