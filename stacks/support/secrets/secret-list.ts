import { type ServiceName, services } from '../../../services/registry.ts';

/** Who puts the value into a secret. Terraform never does: what it writes stands in its state. */
export type ValueFrom = 'database-setup' | 'redis-rotation' | 'a person';

/** One secret as data; its name in AWS is `<namePrefix>/<name>`. */
export interface SecretEntry {
  readonly name: string;
  readonly valueFrom: ValueFrom;
  /** What is in it: a JSON object with these members, most of them named like the environment variables of the services. */
  readonly members: readonly string[];
  /** Services that may read it. */
  readonly readers: readonly ServiceName[];
  /** For the console and for whoever fills it. */
  readonly description: string;
}

/** The secret of a database role. */
export const databaseSecretName = (role: string): string => `database/${role}`;
/** The credential of a service for calls to others, and whom it lets in. */
export const internalSecretName = (service: ServiceName): string => `internal/${service}`;

const databaseSecrets: readonly SecretEntry[] = services.flatMap(({ name, database }) =>
  database === null
    ? []
    : [
        {
          name: databaseSecretName(database.role),
          valueFrom: 'database-setup',
          members: ['username', 'password', 'host', 'port', 'dbname', 'DATABASE_URL'],
          readers: [name],
          description: `Role ${database.role} of ${database.name} (ruling E14)`,
        } as const,
      ],
);

const internalSecrets: readonly SecretEntry[] = services.map(({ name }) => ({
  name: internalSecretName(name),
  valueFrom: 'database-setup',
  members: ['INTERNAL_CREDENTIAL', 'INTERNAL_CALLERS'],
  readers: [name],
  description: `Credential of ${name} for calls to other services, and the fingerprints of its callers (ruling E8)`,
}));

/** Services whose calls and answers go through Redis. */
const redisReaders: readonly ServiceName[] = services.flatMap(({ name, redis }) => (redis ? [name] : []));

const otherSecrets = [
  {
    name: 'redis-token',
    valueFrom: 'redis-rotation',
    members: ['token', 'host', 'port', 'REDIS_URL'],
    readers: redisReaders,
    description: 'AUTH token of Redis, renewed every month (ruling B21)',
  },
  {
    name: 'token-keys/access',
    valueFrom: 'database-setup',
    members: ['ACCESS_TOKEN_KEYS'],
    readers: ['auth'],
    description: 'Private ES256 keys of access tokens, the first signs (ruling E1)',
  },
  {
    name: 'token-keys/entry',
    valueFrom: 'database-setup',
    members: ['ENTRY_TOKEN_KEYS'],
    readers: ['queue'],
    description: 'Private ES256 keys of entry tokens, tier 2 (rulings E1, E2)',
  },
  {
    name: 'token-keys/entry-public',
    valueFrom: 'database-setup',
    members: ['ENTRY_TOKEN_JWKS'],
    readers: ['gateway'],
    description: 'Public keys of entry tokens: the gateway verifies, it cannot sign (ruling E1)',
  },
  {
    name: 'token-keys/ticket-codes',
    valueFrom: 'database-setup',
    members: ['TICKET_CODE_KEYS'],
    readers: ['ticket'],
    description: 'Private ES256 keys of ticket codes: every pod of ticket knows the codes of the others',
  },
  {
    name: 'token-keys/vwr',
    valueFrom: 'database-setup',
    members: ['VWR_TOKEN_KEYS'],
    readers: [],
    description: 'Private ES256 keys of waiting room tokens, tier 1; for the function vwr-api (ruling E1)',
  },
  {
    name: 'token-keys/vwr-public',
    valueFrom: 'database-setup',
    members: ['VWR_TOKEN_JWKS'],
    readers: ['gateway'],
    description: 'Public keys of waiting room tokens: the gateway carries their places to the queue (rulings E1, E3)',
  },
  {
    name: 'payment-provider',
    valueFrom: 'a person',
    members: ['TOSS_SECRET_KEY', 'TOSS_CLIENT_KEY', 'WEBHOOK_SECRET'],
    readers: ['payment'],
    description: 'Keys of the payment provider, from its console',
  },
  {
    name: 'oauth',
    valueFrom: 'a person',
    members: ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
    readers: ['auth'],
    description: 'OAuth client of sign-in with Google, from its console',
  },
  {
    name: 'first-administrator',
    valueFrom: 'a person',
    members: ['ADMIN_EMAIL', 'ADMIN_PASSWORD'],
    readers: ['auth'],
    description: 'The administrator that auth makes at its first start',
  },
] as const satisfies readonly SecretEntry[];

/** Every secret of an environment. */
export const secretList: readonly SecretEntry[] = [...databaseSecrets, ...internalSecrets, ...otherSecrets];
