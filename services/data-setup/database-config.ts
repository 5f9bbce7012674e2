import { z } from 'zod';
import { services } from '../registry.ts';
import { commaList, jsonText } from '../shared/config/common-settings.ts';

const names = jsonText(z.record(z.string(), z.string().min(1)));
const roles = services.flatMap(({ database }) => (database === null ? [] : [database.role]));

/** A map of names to secrets that must have all of `expected`. */
const secretsOf = (expected: readonly string[]) =>
  names.refine(
    (given) => expected.every((name) => name in given),
    `must name a secret for each of ${expected.join(', ')}`,
  );

const tokenKeySecrets = z.object({
  access: z.string(),
  entry: z.string(),
  entryPublic: z.string(),
  ticketCodes: z.string(),
  vwr: z.string(),
  vwrPublic: z.string(),
});

/** The environment of the function database-setup; stacks/support/data-setup/database-environment.ts makes it. */
export const databaseConfigSchema = z.object({
  DATABASE_HOST: z.string().min(1),
  DATABASE_PORT: z.coerce.number().int().positive(),
  /** ARN of the secret in which RDS keeps user and password of the owner. */
  MASTER_SECRET: z.string().min(1),
  /** The databases that the infrastructure expects; compared with those of the registry. */
  DATABASES: commaList,
  /** Database role to the ARN of its secret. */
  DATABASE_SECRETS: secretsOf(roles),
  /** Service to the ARN of the secret with its internal credential. */
  INTERNAL_SECRETS: secretsOf(services.map(({ name }) => name)),
  TOKEN_KEY_SECRETS: jsonText(tokenKeySecrets),
});
export type DatabaseConfig = z.infer<typeof databaseConfigSchema>;
