import { type ServiceName, services } from '../../../services/registry.ts';
import { databaseSecretName, internalSecretName } from '../secrets/secret-list.ts';
import type { Secrets } from '../secrets/secrets.ts';

interface Database {
  readonly endpoint: string;
  readonly port: number;
  readonly masterSecretArn: string;
}

/** What services/data-setup/database-config.ts reads: addresses and names of secrets, no value of one. */
export function databaseEnvironment(database: Database, secrets: Secrets): Readonly<Record<string, string>> {
  const roles = services.flatMap((service) => (service.database === null ? [] : [service.database]));
  return {
    DATABASE_HOST: database.endpoint,
    DATABASE_PORT: String(database.port),
    MASTER_SECRET: database.masterSecretArn,
    DATABASES: [...new Set(roles.map(({ name }) => name))].join(','),
    DATABASE_SECRETS: inOrder(roles.map(({ role }) => [role, secrets.arnOf(databaseSecretName(role))])),
    INTERNAL_SECRETS: inOrder(
      services.map(({ name }): [ServiceName, string] => [name, secrets.arnOf(internalSecretName(name))]),
    ),
    TOKEN_KEY_SECRETS: JSON.stringify({
      access: secrets.arnOf('token-keys/access'),
      entry: secrets.arnOf('token-keys/entry'),
      entryPublic: secrets.arnOf('token-keys/entry-public'),
      ticketCodes: secrets.arnOf('token-keys/ticket-codes'),
      vwr: secrets.arnOf('token-keys/vwr'),
      vwrPublic: secrets.arnOf('token-keys/vwr-public'),
    }),
  };
}

// Keys as Terraform's jsonencode orders them: whoever takes the stack over (docs/handoff.md) plans no change.
const inOrder = (entries: readonly (readonly [string, string])[]): string =>
  JSON.stringify(Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1))));
