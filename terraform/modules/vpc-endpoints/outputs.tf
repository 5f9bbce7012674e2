# Written by `npm run hcl` from the constructs; change those, not this file.

output "security_group_id" {
  description = "Group of the interface endpoints; its rules are drawn in stacks/support/security-groups."
  value       = aws_security_group.security_group.id
}
