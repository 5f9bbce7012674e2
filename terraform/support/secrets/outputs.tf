# Written by `npm run hcl` from the constructs; change those, not this file.

output "secret_arns" {
  description = "ARN of each secret, by its key."
  value       = { for key, one in aws_secretsmanager_secret.secret : key => one.arn }
}
