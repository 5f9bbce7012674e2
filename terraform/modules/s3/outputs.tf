# Written by `npm run hcl` from the constructs; change those, not this file.

output "frontend_bucket_arn" {
  description = "ARN of the bucket `frontend_bucket`."
  value       = aws_s3_bucket.frontend_bucket.arn
}

output "logs_bucket" {
  description = "Bucket of the bucket `logs_bucket`."
  value       = aws_s3_bucket.logs_bucket.bucket
}

output "logs_policy_id" {
  description = "Id of the bucket policy `logs_policy`."
  value       = aws_s3_bucket_policy.logs_policy.id
}

output "frontend_bucket_bucket_regional_domain_name" {
  description = "Bucket regional domain name of the bucket `frontend_bucket`."
  value       = aws_s3_bucket.frontend_bucket.bucket_regional_domain_name
}

output "logs_bucket_arn" {
  description = "ARN of the bucket `logs_bucket`."
  value       = aws_s3_bucket.logs_bucket.arn
}

output "frontend_bucket_id" {
  description = "Id of the bucket `frontend_bucket`."
  value       = aws_s3_bucket.frontend_bucket.id
}

output "logs_bucket_id" {
  description = "Id of the bucket `logs_bucket`."
  value       = aws_s3_bucket.logs_bucket.id
}
