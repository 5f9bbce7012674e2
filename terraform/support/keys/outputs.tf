# Written by `npm run hcl` from the constructs; change those, not this file.

output "alarms_arn" {
  description = "ARN of the key `alarms`."
  value       = aws_kms_key.alarms.arn
}

output "data_arn" {
  description = "ARN of the key `data`."
  value       = aws_kms_key.data.arn
}

output "logs_arn" {
  description = "ARN of the key `logs`."
  value       = aws_kms_key.logs.arn
}

output "eks_arn" {
  description = "ARN of the key `eks`."
  value       = aws_kms_key.eks.arn
}

output "eks_id" {
  description = "Id of the key `eks`."
  value       = aws_kms_key.eks.id
}

output "logs_id" {
  description = "Id of the key `logs`."
  value       = aws_kms_key.logs.id
}

output "data_id" {
  description = "Id of the key `data`."
  value       = aws_kms_key.data.id
}

output "alarms_id" {
  description = "Id of the key `alarms`."
  value       = aws_kms_key.alarms.id
}
