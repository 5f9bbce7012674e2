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
    DATABASE_SECRETS: JSON.stringify(
      Object.fromEntries(roles.map(({ role }) => [role, secrets.arnOf(databaseSecretName(role))])),
    ),
    INTERNAL_SECRETS: JSON.stringify(
      Object.fromEntries(
        services.map(({ name }): [ServiceName, string] => [name, secrets.arnOf(internalSecretName(name))]),
      ),
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
