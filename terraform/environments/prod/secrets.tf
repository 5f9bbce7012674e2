# Written by `npm run hcl` from the constructs; change those, not this file.

resource "aws_secretsmanager_secret" "secrets_database_urr_ticket" {
  description             = "Role urr_ticket of ticket_db (ruling E14). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/database/urr_ticket"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_database_urr_payment" {
  description             = "Role urr_payment of payment_db (ruling E14). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/database/urr_payment"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_database_urr_stats" {
  description             = "Role urr_stats of stats_db (ruling E14). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/database/urr_stats"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_database_urr_auth" {
  description             = "Role urr_auth of auth_db (ruling E14). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/database/urr_auth"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_database_urr_community" {
  description             = "Role urr_community of community_db (ruling E14). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/database/urr_community"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_database_urr_catalog" {
  description             = "Role urr_catalog of ticket_db (ruling E14). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/database/urr_catalog"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_internal_frontend" {
  description             = "Credential of frontend for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/internal/frontend"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_internal_gateway" {
  description             = "Credential of gateway for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/internal/gateway"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_internal_ticket" {
  description             = "Credential of ticket for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/internal/ticket"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_internal_payment" {
  description             = "Credential of payment for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/internal/payment"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_internal_stats" {
  description             = "Credential of stats for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/internal/stats"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_internal_auth" {
  description             = "Credential of auth for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/internal/auth"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_internal_queue" {
  description             = "Credential of queue for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/internal/queue"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_internal_community" {
  description             = "Credential of community for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/internal/community"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_internal_catalog" {
  description             = "Credential of catalog for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/internal/catalog"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_redis_token" {
  description             = "AUTH token of Redis, renewed every month (ruling B21). Value from redis-rotation."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/redis-token"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_token_keys_access" {
  description             = "Private ES256 keys of access tokens, the first signs (ruling E1). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/token-keys/access"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_token_keys_entry" {
  description             = "Private ES256 keys of entry tokens, tier 2 (rulings E1, E2). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/token-keys/entry"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_token_keys_entry_public" {
  description             = "Public keys of entry tokens: the gateway verifies, it cannot sign (ruling E1). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/token-keys/entry-public"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_token_keys_ticket_codes" {
  description             = "Private ES256 keys of ticket codes: every pod of ticket knows the codes of the others. Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/token-keys/ticket-codes"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_token_keys_vwr" {
  description             = "Private ES256 keys of waiting room tokens, tier 1; for the function vwr-api (ruling E1). Value from database-setup."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/token-keys/vwr"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_payment_provider" {
  description             = "Keys of the payment provider, from its console. Value from a person."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/payment-provider"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_oauth" {
  description             = "OAuth client of sign-in with Google, from its console. Value from a person."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/oauth"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret" "secrets_first_administrator" {
  description             = "The administrator that auth makes at its first start. Value from a person."
  kms_key_id              = aws_kms_key.keys_data.arn
  name                    = "urr-prod/first-administrator"
  recovery_window_in_days = 30
}
