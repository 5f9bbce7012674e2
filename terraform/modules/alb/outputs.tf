# Written by `npm run hcl` from the constructs; change those, not this file.

output "gateway_group_arn" {
  description = "ARN of the target group `gateway_group`."
  value       = aws_lb_target_group.gateway_group.arn
}

output "frontend_group_arn" {
  description = "ARN of the target group `frontend_group`."
  value       = aws_lb_target_group.frontend_group.arn
}

output "security_group_https_id" {
  description = "Id of the security group `security_group_https`."
  value       = aws_security_group.security_group_https.id
}

output "security_group_http_id" {
  description = "Id of the security group `security_group_http`."
  value       = aws_security_group.security_group_http.id
}

output "alb_dns_name" {
  description = "DNS name of the load balancer `alb`."
  value       = aws_lb.alb.dns_name
}

output "alb_zone_id" {
  description = "Hosted zone of `dnsName`, for alias records."
  value       = aws_lb.alb.zone_id
}
