import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import type { WorkerSettings } from './settings.ts';

/** Where the worker works. Holds passwords: never logged. */
export interface Addresses {
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

/** The text of a secret by its ARN. */
export type ReadSecret = (arn: string) => Promise<string | undefined>;

const databaseSecret = z.object({
  username: z.string().min(1),
  password: z.string().min(1),
  port: z.coerce.number().int(),
  dbname: z.string().min(1),
});
const redisSecret = z.object({ token: z.string().min(1), port: z.coerce.number().int() });

/**
 * The addresses with the passwords of Secrets Manager in them; hosts are those that the stack says (ruling B20).
 * @throws Error that names the secret and shows nothing of it
 */
export async function findAddresses(settings: WorkerSettings, read: ReadSecret = fromAws): Promise<Addresses> {
  if ('DATABASE_URL' in settings) return { databaseUrl: settings.DATABASE_URL, redisUrl: settings.REDIS_URL };
  const [database, redis] = await Promise.all([
    secret(settings.DATABASE_SECRET_ARN, databaseSecret, read),
    secret(settings.REDIS_SECRET_ARN, redisSecret, read),
  ]);
  const databaseUrl = new URL(`postgres://${settings.DATABASE_HOST}:${database.port}/${database.dbname}`);
  databaseUrl.username = encodeURIComponent(database.username);
  databaseUrl.password = encodeURIComponent(database.password);
  databaseUrl.searchParams.set('sslmode', 'verify-full');
  return {
    databaseUrl: databaseUrl.href,
    redisUrl: `rediss://:${encodeURIComponent(redis.token)}@${settings.REDIS_HOST}:${redis.port}`,
  };
}

async function secret<T>(arn: string, schema: z.ZodType<T>, read: ReadSecret): Promise<T> {
  try {
    return schema.parse(JSON.parse((await read(arn)) ?? ''));
  } catch (error) {
    const why = error instanceof z.ZodError || error instanceof SyntaxError ? 'it is not filled' : String(error);
    throw new Error(`the secret ${arn} cannot be used: ${why}`);
  }
}

const fromAws: ReadSecret = async (arn) => {
  const client = new SecretsManagerClient({});
  const { SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  return text;
};
