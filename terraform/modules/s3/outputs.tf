# Written by `npm run hcl` from the constructs; change those, not this file.

output "logs_bucket" {
  description = "`aws_s3_bucket.logs_bucket.bucket`"
  value       = aws_s3_bucket.logs_bucket.bucket
}

output "logs_policy_id" {
  description = "`aws_s3_bucket_policy.logs_policy.id`"
  value       = aws_s3_bucket_policy.logs_policy.id
}

output "frontend_bucket_bucket_regional_domain_name" {
  description = "`aws_s3_bucket.frontend_bucket.bucket_regional_domain_name`"
  value       = aws_s3_bucket.frontend_bucket.bucket_regional_domain_name
}

output "logs_bucket_arn" {
  description = "`aws_s3_bucket.logs_bucket.arn`"
  value       = aws_s3_bucket.logs_bucket.arn
}
