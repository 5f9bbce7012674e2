# Written by `npm run hcl` from the constructs; change those, not this file.

output "alb_dns_name" {
  description = "`aws_lb.alb.dns_name`"
  value       = aws_lb.alb.dns_name
}

output "gateway_group_arn" {
  description = "`aws_lb_target_group.gateway_group.arn`"
  value       = aws_lb_target_group.gateway_group.arn
}

output "frontend_group_arn" {
  description = "`aws_lb_target_group.frontend_group.arn`"
  value       = aws_lb_target_group.frontend_group.arn
}

output "security_group_https_id" {
  description = "`aws_security_group.security_group_https.id`"
  value       = aws_security_group.security_group_https.id
}

output "security_group_http_id" {
  description = "`aws_security_group.security_group_http.id`"
  value       = aws_security_group.security_group_http.id
}

output "alb_zone_id" {
  description = "`aws_lb.alb.zone_id`"
  value       = aws_lb.alb.zone_id
}
