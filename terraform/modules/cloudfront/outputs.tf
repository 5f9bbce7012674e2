# Written by `npm run hcl` from the constructs; change those, not this file.

output "distribution_arn" {
  description = "`aws_cloudfront_distribution.distribution.arn`"
  value       = aws_cloudfront_distribution.distribution.arn
}

output "distribution_domain_name" {
  description = "`aws_cloudfront_distribution.distribution.domain_name`"
  value       = aws_cloudfront_distribution.distribution.domain_name
}

output "distribution_hosted_zone_id" {
  description = "`aws_cloudfront_distribution.distribution.hosted_zone_id`"
  value       = aws_cloudfront_distribution.distribution.hosted_zone_id
}
