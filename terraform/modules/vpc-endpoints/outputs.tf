# Written by `npm run hcl` from the constructs; change those, not this file.

output "security_group_id" {
  description = "`aws_security_group.security_group.id`"
  value       = aws_security_group.security_group.id
}
