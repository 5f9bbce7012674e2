# Written by `npm run hcl` from the constructs; change those, not this file.

output "vpc_id" {
  description = "`aws_vpc.vpc.id`"
  value       = aws_vpc.vpc.id
}

output "app_subnet_a_id" {
  description = "`aws_subnet.app_subnet_a.id`"
  value       = aws_subnet.app_subnet_a.id
}

output "app_subnet_c_id" {
  description = "`aws_subnet.app_subnet_c.id`"
  value       = aws_subnet.app_subnet_c.id
}

output "public_routes_a_id" {
  description = "`aws_route_table.public_routes_a.id`"
  value       = aws_route_table.public_routes_a.id
}

output "public_routes_c_id" {
  description = "`aws_route_table.public_routes_c.id`"
  value       = aws_route_table.public_routes_c.id
}

output "app_routes_a_id" {
  description = "`aws_route_table.app_routes_a.id`"
  value       = aws_route_table.app_routes_a.id
}

output "app_routes_c_id" {
  description = "`aws_route_table.app_routes_c.id`"
  value       = aws_route_table.app_routes_c.id
}

output "database_routes_a_id" {
  description = "`aws_route_table.database_routes_a.id`"
  value       = aws_route_table.database_routes_a.id
}

output "database_routes_c_id" {
  description = "`aws_route_table.database_routes_c.id`"
  value       = aws_route_table.database_routes_c.id
}

output "cache_routes_a_id" {
  description = "`aws_route_table.cache_routes_a.id`"
  value       = aws_route_table.cache_routes_a.id
}

output "cache_routes_c_id" {
  description = "`aws_route_table.cache_routes_c.id`"
  value       = aws_route_table.cache_routes_c.id
}

output "streaming_routes_a_id" {
  description = "`aws_route_table.streaming_routes_a.id`"
  value       = aws_route_table.streaming_routes_a.id
}

output "streaming_routes_c_id" {
  description = "`aws_route_table.streaming_routes_c.id`"
  value       = aws_route_table.streaming_routes_c.id
}

output "database_subnet_a_id" {
  description = "`aws_subnet.database_subnet_a.id`"
  value       = aws_subnet.database_subnet_a.id
}

output "database_subnet_c_id" {
  description = "`aws_subnet.database_subnet_c.id`"
  value       = aws_subnet.database_subnet_c.id
}

output "cache_subnet_a_id" {
  description = "`aws_subnet.cache_subnet_a.id`"
  value       = aws_subnet.cache_subnet_a.id
}

output "cache_subnet_c_id" {
  description = "`aws_subnet.cache_subnet_c.id`"
  value       = aws_subnet.cache_subnet_c.id
}

output "streaming_subnet_a_id" {
  description = "`aws_subnet.streaming_subnet_a.id`"
  value       = aws_subnet.streaming_subnet_a.id
}

output "streaming_subnet_c_id" {
  description = "`aws_subnet.streaming_subnet_c.id`"
  value       = aws_subnet.streaming_subnet_c.id
}

output "public_subnet_a_id" {
  description = "`aws_subnet.public_subnet_a.id`"
  value       = aws_subnet.public_subnet_a.id
}

output "public_subnet_c_id" {
  description = "`aws_subnet.public_subnet_c.id`"
  value       = aws_subnet.public_subnet_c.id
}
