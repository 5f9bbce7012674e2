# Written by `npm run hcl` from the constructs; change those, not this file.
# A state that `cdktf deploy` made is taken over without a change.

moved {
  from = aws_ecr_lifecycle_policy.image-registry_frontend-lifecycle
  to   = aws_ecr_lifecycle_policy.image_registry_frontend_lifecycle
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_gateway-lifecycle
  to   = aws_ecr_lifecycle_policy.image_registry_gateway_lifecycle
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_ticket-lifecycle
  to   = aws_ecr_lifecycle_policy.image_registry_ticket_lifecycle
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_payment-lifecycle
  to   = aws_ecr_lifecycle_policy.image_registry_payment_lifecycle
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_stats-lifecycle
  to   = aws_ecr_lifecycle_policy.image_registry_stats_lifecycle
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_auth-lifecycle
  to   = aws_ecr_lifecycle_policy.image_registry_auth_lifecycle
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_queue-lifecycle
  to   = aws_ecr_lifecycle_policy.image_registry_queue_lifecycle
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_community-lifecycle
  to   = aws_ecr_lifecycle_policy.image_registry_community_lifecycle
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_catalog-lifecycle
  to   = aws_ecr_lifecycle_policy.image_registry_catalog_lifecycle
}

moved {
  from = aws_secretsmanager_secret.secrets_database-urr-ticket
  to   = aws_secretsmanager_secret.secrets_database_urr_ticket
}

moved {
  from = aws_secretsmanager_secret.secrets_database-urr-payment
  to   = aws_secretsmanager_secret.secrets_database_urr_payment
}

moved {
  from = aws_secretsmanager_secret.secrets_database-urr-stats
  to   = aws_secretsmanager_secret.secrets_database_urr_stats
}

moved {
  from = aws_secretsmanager_secret.secrets_database-urr-auth
  to   = aws_secretsmanager_secret.secrets_database_urr_auth
}

moved {
  from = aws_secretsmanager_secret.secrets_database-urr-community
  to   = aws_secretsmanager_secret.secrets_database_urr_community
}

moved {
  from = aws_secretsmanager_secret.secrets_database-urr-catalog
  to   = aws_secretsmanager_secret.secrets_database_urr_catalog
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-frontend
  to   = aws_secretsmanager_secret.secrets_internal_frontend
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-gateway
  to   = aws_secretsmanager_secret.secrets_internal_gateway
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-ticket
  to   = aws_secretsmanager_secret.secrets_internal_ticket
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-payment
  to   = aws_secretsmanager_secret.secrets_internal_payment
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-stats
  to   = aws_secretsmanager_secret.secrets_internal_stats
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-auth
  to   = aws_secretsmanager_secret.secrets_internal_auth
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-queue
  to   = aws_secretsmanager_secret.secrets_internal_queue
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-community
  to   = aws_secretsmanager_secret.secrets_internal_community
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-catalog
  to   = aws_secretsmanager_secret.secrets_internal_catalog
}

moved {
  from = aws_secretsmanager_secret.secrets_redis-token
  to   = aws_secretsmanager_secret.secrets_redis_token
}

moved {
  from = aws_secretsmanager_secret.secrets_token-keys-access
  to   = aws_secretsmanager_secret.secrets_token_keys_access
}

moved {
  from = aws_secretsmanager_secret.secrets_token-keys-entry
  to   = aws_secretsmanager_secret.secrets_token_keys_entry
}

moved {
  from = aws_secretsmanager_secret.secrets_token-keys-entry-public
  to   = aws_secretsmanager_secret.secrets_token_keys_entry_public
}

moved {
  from = aws_secretsmanager_secret.secrets_token-keys-ticket-codes
  to   = aws_secretsmanager_secret.secrets_token_keys_ticket_codes
}

moved {
  from = aws_secretsmanager_secret.secrets_token-keys-vwr
  to   = aws_secretsmanager_secret.secrets_token_keys_vwr
}

moved {
  from = aws_secretsmanager_secret.secrets_payment-provider
  to   = aws_secretsmanager_secret.secrets_payment_provider
}

moved {
  from = aws_secretsmanager_secret.secrets_first-administrator
  to   = aws_secretsmanager_secret.secrets_first_administrator
}

moved {
  from = aws_sns_topic_policy.notifications_alarms-policy
  to   = aws_sns_topic_policy.notifications_alarms_policy
}

moved {
  from = aws_sns_topic_subscription.notifications_email-1
  to   = aws_sns_topic_subscription.notifications_email_1
}

moved {
  from = aws_vpc.vpc_vpc
  to   = module.vpc.aws_vpc.vpc
}

moved {
  from = aws_internet_gateway.vpc_internet-gateway
  to   = module.vpc.aws_internet_gateway.internet_gateway
}

moved {
  from = aws_default_security_group.vpc_default-security-group
  to   = module.vpc.aws_default_security_group.default_security_group
}

moved {
  from = aws_subnet.vpc_public_subnet-a
  to   = module.vpc.aws_subnet.public_subnet_a
}

moved {
  from = aws_subnet.vpc_public_subnet-c
  to   = module.vpc.aws_subnet.public_subnet_c
}

moved {
  from = aws_subnet.vpc_app_subnet-a
  to   = module.vpc.aws_subnet.app_subnet_a
}

moved {
  from = aws_subnet.vpc_app_subnet-c
  to   = module.vpc.aws_subnet.app_subnet_c
}

moved {
  from = aws_subnet.vpc_database_subnet-a
  to   = module.vpc.aws_subnet.database_subnet_a
}

moved {
  from = aws_subnet.vpc_database_subnet-c
  to   = module.vpc.aws_subnet.database_subnet_c
}

moved {
  from = aws_subnet.vpc_cache_subnet-a
  to   = module.vpc.aws_subnet.cache_subnet_a
}

moved {
  from = aws_subnet.vpc_cache_subnet-c
  to   = module.vpc.aws_subnet.cache_subnet_c
}

moved {
  from = aws_subnet.vpc_streaming_subnet-a
  to   = module.vpc.aws_subnet.streaming_subnet_a
}

moved {
  from = aws_subnet.vpc_streaming_subnet-c
  to   = module.vpc.aws_subnet.streaming_subnet_c
}

moved {
  from = aws_route_table.vpc_public_routes-a
  to   = module.vpc.aws_route_table.public_routes_a
}

moved {
  from = aws_route_table.vpc_public_routes-c
  to   = module.vpc.aws_route_table.public_routes_c
}

moved {
  from = aws_route_table.vpc_app_routes-a
  to   = module.vpc.aws_route_table.app_routes_a
}

moved {
  from = aws_route_table.vpc_app_routes-c
  to   = module.vpc.aws_route_table.app_routes_c
}

moved {
  from = aws_route_table.vpc_database_routes-a
  to   = module.vpc.aws_route_table.database_routes_a
}

moved {
  from = aws_route_table.vpc_database_routes-c
  to   = module.vpc.aws_route_table.database_routes_c
}

moved {
  from = aws_route_table.vpc_cache_routes-a
  to   = module.vpc.aws_route_table.cache_routes_a
}

moved {
  from = aws_route_table.vpc_cache_routes-c
  to   = module.vpc.aws_route_table.cache_routes_c
}

moved {
  from = aws_route_table.vpc_streaming_routes-a
  to   = module.vpc.aws_route_table.streaming_routes_a
}

moved {
  from = aws_route_table.vpc_streaming_routes-c
  to   = module.vpc.aws_route_table.streaming_routes_c
}

moved {
  from = aws_route_table_association.vpc_public_association-a
  to   = module.vpc.aws_route_table_association.public_association_a
}

moved {
  from = aws_route_table_association.vpc_public_association-c
  to   = module.vpc.aws_route_table_association.public_association_c
}

moved {
  from = aws_route_table_association.vpc_app_association-a
  to   = module.vpc.aws_route_table_association.app_association_a
}

moved {
  from = aws_route_table_association.vpc_app_association-c
  to   = module.vpc.aws_route_table_association.app_association_c
}

moved {
  from = aws_route_table_association.vpc_database_association-a
  to   = module.vpc.aws_route_table_association.database_association_a
}

moved {
  from = aws_route_table_association.vpc_database_association-c
  to   = module.vpc.aws_route_table_association.database_association_c
}

moved {
  from = aws_route_table_association.vpc_cache_association-a
  to   = module.vpc.aws_route_table_association.cache_association_a
}

moved {
  from = aws_route_table_association.vpc_cache_association-c
  to   = module.vpc.aws_route_table_association.cache_association_c
}

moved {
  from = aws_route_table_association.vpc_streaming_association-a
  to   = module.vpc.aws_route_table_association.streaming_association_a
}

moved {
  from = aws_route_table_association.vpc_streaming_association-c
  to   = module.vpc.aws_route_table_association.streaming_association_c
}

moved {
  from = aws_route.vpc_public_internet-a
  to   = module.vpc.aws_route.public_internet_a
}

moved {
  from = aws_route.vpc_public_internet-c
  to   = module.vpc.aws_route.public_internet_c
}

moved {
  from = aws_route.vpc_app_internet-a
  to   = module.vpc.aws_route.app_internet_a
}

moved {
  from = aws_route.vpc_app_internet-c
  to   = module.vpc.aws_route.app_internet_c
}

moved {
  from = aws_route.vpc_streaming_internet-a
  to   = module.vpc.aws_route.streaming_internet_a
}

moved {
  from = aws_route.vpc_streaming_internet-c
  to   = module.vpc.aws_route.streaming_internet_c
}

moved {
  from = aws_eip.vpc_nat_address-a
  to   = module.vpc.aws_eip.nat_address_a
}

moved {
  from = aws_eip.vpc_nat_address-c
  to   = module.vpc.aws_eip.nat_address_c
}
