# Written by `npm run hcl` from the constructs; change those, not this file.
# A state that `cdktf deploy` made is taken over without a change.

moved {
  from = aws_iam_role_policy.identities_node-autoscaler_policy
  to   = module.identities.aws_iam_role_policy.node_autoscaler_policy
}

moved {
  from = aws_ecr_repository.image-registry_frontend
  to   = module.image_registry.aws_ecr_repository.repository["frontend"]
}

moved {
  from = aws_ecr_repository.image-registry_gateway
  to   = module.image_registry.aws_ecr_repository.repository["gateway"]
}

moved {
  from = aws_ecr_repository.image-registry_ticket
  to   = module.image_registry.aws_ecr_repository.repository["ticket"]
}

moved {
  from = aws_ecr_repository.image-registry_payment
  to   = module.image_registry.aws_ecr_repository.repository["payment"]
}

moved {
  from = aws_ecr_repository.image-registry_stats
  to   = module.image_registry.aws_ecr_repository.repository["stats"]
}

moved {
  from = aws_ecr_repository.image-registry_auth
  to   = module.image_registry.aws_ecr_repository.repository["auth"]
}

moved {
  from = aws_ecr_repository.image-registry_queue
  to   = module.image_registry.aws_ecr_repository.repository["queue"]
}

moved {
  from = aws_ecr_repository.image-registry_community
  to   = module.image_registry.aws_ecr_repository.repository["community"]
}

moved {
  from = aws_ecr_repository.image-registry_catalog
  to   = module.image_registry.aws_ecr_repository.repository["catalog"]
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_frontend-lifecycle
  to   = module.image_registry.aws_ecr_lifecycle_policy.expiry["frontend"]
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_gateway-lifecycle
  to   = module.image_registry.aws_ecr_lifecycle_policy.expiry["gateway"]
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_ticket-lifecycle
  to   = module.image_registry.aws_ecr_lifecycle_policy.expiry["ticket"]
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_payment-lifecycle
  to   = module.image_registry.aws_ecr_lifecycle_policy.expiry["payment"]
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_stats-lifecycle
  to   = module.image_registry.aws_ecr_lifecycle_policy.expiry["stats"]
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_auth-lifecycle
  to   = module.image_registry.aws_ecr_lifecycle_policy.expiry["auth"]
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_queue-lifecycle
  to   = module.image_registry.aws_ecr_lifecycle_policy.expiry["queue"]
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_community-lifecycle
  to   = module.image_registry.aws_ecr_lifecycle_policy.expiry["community"]
}

moved {
  from = aws_ecr_lifecycle_policy.image-registry_catalog-lifecycle
  to   = module.image_registry.aws_ecr_lifecycle_policy.expiry["catalog"]
}

moved {
  from = aws_secretsmanager_secret.secrets_database-urr-ticket
  to   = module.secrets.aws_secretsmanager_secret.secret["database/urr_ticket"]
}

moved {
  from = aws_secretsmanager_secret.secrets_database-urr-payment
  to   = module.secrets.aws_secretsmanager_secret.secret["database/urr_payment"]
}

moved {
  from = aws_secretsmanager_secret.secrets_database-urr-stats
  to   = module.secrets.aws_secretsmanager_secret.secret["database/urr_stats"]
}

moved {
  from = aws_secretsmanager_secret.secrets_database-urr-auth
  to   = module.secrets.aws_secretsmanager_secret.secret["database/urr_auth"]
}

moved {
  from = aws_secretsmanager_secret.secrets_database-urr-community
  to   = module.secrets.aws_secretsmanager_secret.secret["database/urr_community"]
}

moved {
  from = aws_secretsmanager_secret.secrets_database-urr-catalog
  to   = module.secrets.aws_secretsmanager_secret.secret["database/urr_catalog"]
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-frontend
  to   = module.secrets.aws_secretsmanager_secret.secret["internal/frontend"]
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-gateway
  to   = module.secrets.aws_secretsmanager_secret.secret["internal/gateway"]
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-ticket
  to   = module.secrets.aws_secretsmanager_secret.secret["internal/ticket"]
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-payment
  to   = module.secrets.aws_secretsmanager_secret.secret["internal/payment"]
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-stats
  to   = module.secrets.aws_secretsmanager_secret.secret["internal/stats"]
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-auth
  to   = module.secrets.aws_secretsmanager_secret.secret["internal/auth"]
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-queue
  to   = module.secrets.aws_secretsmanager_secret.secret["internal/queue"]
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-community
  to   = module.secrets.aws_secretsmanager_secret.secret["internal/community"]
}

moved {
  from = aws_secretsmanager_secret.secrets_internal-catalog
  to   = module.secrets.aws_secretsmanager_secret.secret["internal/catalog"]
}

moved {
  from = aws_secretsmanager_secret.secrets_redis-token
  to   = module.secrets.aws_secretsmanager_secret.secret["redis-token"]
}

moved {
  from = aws_secretsmanager_secret.secrets_token-keys-access
  to   = module.secrets.aws_secretsmanager_secret.secret["token-keys/access"]
}

moved {
  from = aws_secretsmanager_secret.secrets_token-keys-entry
  to   = module.secrets.aws_secretsmanager_secret.secret["token-keys/entry"]
}

moved {
  from = aws_secretsmanager_secret.secrets_token-keys-entry-public
  to   = module.secrets.aws_secretsmanager_secret.secret["token-keys/entry-public"]
}

moved {
  from = aws_secretsmanager_secret.secrets_token-keys-ticket-codes
  to   = module.secrets.aws_secretsmanager_secret.secret["token-keys/ticket-codes"]
}

moved {
  from = aws_secretsmanager_secret.secrets_token-keys-vwr
  to   = module.secrets.aws_secretsmanager_secret.secret["token-keys/vwr"]
}

moved {
  from = aws_secretsmanager_secret.secrets_token-keys-vwr-public
  to   = module.secrets.aws_secretsmanager_secret.secret["token-keys/vwr-public"]
}

moved {
  from = aws_secretsmanager_secret.secrets_payment-provider
  to   = module.secrets.aws_secretsmanager_secret.secret["payment-provider"]
}

moved {
  from = aws_secretsmanager_secret.secrets_oauth
  to   = module.secrets.aws_secretsmanager_secret.secret["oauth"]
}

moved {
  from = aws_secretsmanager_secret.secrets_first-administrator
  to   = module.secrets.aws_secretsmanager_secret.secret["first-administrator"]
}

moved {
  from = aws_sns_topic.notifications_alarms
  to   = module.notifications.aws_sns_topic.alarms
}

moved {
  from = aws_sns_topic_policy.notifications_alarms-policy
  to   = module.notifications.aws_sns_topic_policy.alarms_policy
}

moved {
  from = aws_sns_topic_subscription.notifications_email-1
  to   = module.notifications.aws_sns_topic_subscription.email[0]
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
