# Written by `npm run hcl` from the constructs; change those, not this file.
#
# The secrets of one environment, empty: functions inside the VPC (stacks/support/data-setup) or people put the values
# in, so that none of them stands in code or state (rulings B21, E1, E8, E14). What each holds: secret-list.ts.

resource "aws_secretsmanager_secret" "secret" {
  for_each = {
    "database/urr_ticket"     = "Role urr_ticket of ticket_db (ruling E14). Value from database-setup."
    "database/urr_payment"    = "Role urr_payment of payment_db (ruling E14). Value from database-setup."
    "database/urr_stats"      = "Role urr_stats of stats_db (ruling E14). Value from database-setup."
    "database/urr_auth"       = "Role urr_auth of auth_db (ruling E14). Value from database-setup."
    "database/urr_community"  = "Role urr_community of community_db (ruling E14). Value from database-setup."
    "database/urr_catalog"    = "Role urr_catalog of ticket_db (ruling E14). Value from database-setup."
    "internal/frontend"       = "Credential of frontend for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
    "internal/gateway"        = "Credential of gateway for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
    "internal/ticket"         = "Credential of ticket for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
    "internal/payment"        = "Credential of payment for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
    "internal/stats"          = "Credential of stats for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
    "internal/auth"           = "Credential of auth for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
    "internal/queue"          = "Credential of queue for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
    "internal/community"      = "Credential of community for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
    "internal/catalog"        = "Credential of catalog for calls to other services, and the fingerprints of its callers (ruling E8). Value from database-setup."
    redis-token               = "AUTH token of Redis, renewed every month (ruling B21). Value from redis-rotation."
    "token-keys/access"       = "Private ES256 keys of access tokens, the first signs (ruling E1). Value from database-setup."
    "token-keys/entry"        = "Private ES256 keys of entry tokens, tier 2 (rulings E1, E2). Value from database-setup."
    "token-keys/entry-public" = "Public keys of entry tokens: the gateway verifies, it cannot sign (ruling E1). Value from database-setup."
    "token-keys/ticket-codes" = "Private ES256 keys of ticket codes: every pod of ticket knows the codes of the others. Value from database-setup."
    "token-keys/vwr"          = "Private ES256 keys of waiting room tokens, tier 1; for the function vwr-api (ruling E1). Value from database-setup."
    "token-keys/vwr-public"   = "Public keys of waiting room tokens: the gateway carries their places to the queue (rulings E1, E3). Value from database-setup."
    payment-provider          = "Keys of the payment provider, from its console. Value from a person."
    oauth                     = "OAuth client of sign-in with Google, from its console. Value from a person."
    first-administrator       = "The administrator that auth makes at its first start. Value from a person."
  }
  description             = each.value
  kms_key_id              = var.keys_data_arn
  name                    = "${var.name_prefix}/${each.key}"
  recovery_window_in_days = var.recovery_window_days
}
