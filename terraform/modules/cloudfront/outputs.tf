# Written by `npm run hcl` from the constructs; change those, not this file.

output "distribution_arn" {
  description = "ARN of the cloudfront distribution `distribution`."
  value       = aws_cloudfront_distribution.distribution.arn
}

output "distribution_domain_name" {
  description = "Domain name of the cloudfront distribution `distribution`."
  value       = aws_cloudfront_distribution.distribution.domain_name
}

output "distribution_hosted_zone_id" {
  description = "Hosted zone id of the cloudfront distribution `distribution`."
  value       = aws_cloudfront_distribution.distribution.hosted_zone_id
}
