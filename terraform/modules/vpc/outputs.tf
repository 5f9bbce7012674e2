# Written by `npm run hcl` from the constructs; change those, not this file.

output "vpc_id" {
  description = "Id of the VPC `vpc`."
  value       = aws_vpc.vpc.id
}

output "app_subnet_a_id" {
  description = "Id of the subnet `app_subnet_a`."
  value       = aws_subnet.app_subnet_a.id
}

output "app_subnet_c_id" {
  description = "Id of the subnet `app_subnet_c`."
  value       = aws_subnet.app_subnet_c.id
}

output "app_subnet_ids" {
  description = "Ids of the subnets: `app_subnet_a`, `app_subnet_c`."
  value       = [aws_subnet.app_subnet_a.id, aws_subnet.app_subnet_c.id]
}

output "route_table_ids" {
  description = "Every route table, for gateway endpoints (architecture.md 1.4)."
  value = [
    aws_route_table.public_routes_a.id,
    aws_route_table.public_routes_c.id,
    aws_route_table.app_routes_a.id,
    aws_route_table.app_routes_c.id,
    aws_route_table.database_routes_a.id,
    aws_route_table.database_routes_c.id,
    aws_route_table.cache_routes_a.id,
    aws_route_table.cache_routes_c.id,
    aws_route_table.streaming_routes_a.id,
    aws_route_table.streaming_routes_c.id,
  ]
}

output "database_subnet_ids" {
  description = "Ids of the subnets: `database_subnet_a`, `database_subnet_c`."
  value       = [aws_subnet.database_subnet_a.id, aws_subnet.database_subnet_c.id]
}

output "cache_subnet_ids" {
  description = "Ids of the subnets: `cache_subnet_a`, `cache_subnet_c`."
  value       = [aws_subnet.cache_subnet_a.id, aws_subnet.cache_subnet_c.id]
}

output "streaming_subnet_ids" {
  description = "Ids of the subnets: `streaming_subnet_a`, `streaming_subnet_c`."
  value       = [aws_subnet.streaming_subnet_a.id, aws_subnet.streaming_subnet_c.id]
}

output "public_subnet_ids" {
  description = "Ids of the subnets: `public_subnet_a`, `public_subnet_c`."
  value       = [aws_subnet.public_subnet_a.id, aws_subnet.public_subnet_c.id]
}
