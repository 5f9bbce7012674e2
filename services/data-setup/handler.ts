import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import kafkajs from 'kafkajs';
import { z } from 'zod';
import { commaList } from '../shared/config/common-settings.ts';
import { loadConfig } from '../shared/config/load-config.ts';
import { connectionSecurity } from '../shared/events/kafka-iam.ts';
import { elastiCacheToken, versionedSecret } from './aws-rotation.ts';
import { type DatabaseConfig, databaseConfigSchema } from './database-config.ts';
import { rotateRedisToken } from './rotate-redis-token.ts';
import { type SecretStore, secretsManagerStore } from './secret-store.ts';
import { setUpInternalCredentials, setUpTokenKeys } from './set-up-credentials.ts';
import { setUpDatabases } from './set-up-databases.ts';
import { setUpTopics } from './set-up-topics.ts';
import { topicsToCreate } from './topics-to-create.ts';

const wholeNumber = z.coerce.number().int().positive();

const databaseEventSchema = z.object({
  /** Database roles that get a new password. */
  renew: z.array(z.string()).default([]),
});

const topicConfigSchema = z.object({
  AWS_REGION: z.string(),
  KAFKA_BROKERS: commaList.pipe(z.array(z.string()).min(1)),
  PARTITIONS: wholeNumber,
  REPLICATION_FACTOR: wholeNumber,
  MIN_IN_SYNC_REPLICAS: wholeNumber,
  RETENTION_HOURS: wholeNumber,
});

const redisConfigSchema = z.object({
  REPLICATION_GROUP_ID: z.string(),
  REDIS_HOST: z.string(),
  REDIS_PORT: wholeNumber,
});

const rotationEventSchema = z.object({
  Step: z.enum(['createSecret', 'setSecret', 'testSecret', 'finishSecret', 'revokePrevious']),
  SecretId: z.string(),
  ClientRequestToken: z.string().optional(),
});

/** The function database-setup: `{}`, or `{"renew": ["urr_ticket"]}` for new passwords. Its answer holds no secret. */
export async function databases(event: unknown) {
  const { renew } = databaseEventSchema.parse(event ?? {});
  const config = loadConfig(databaseConfigSchema, process.env);
  const store = secretsManagerStore(new SecretsManagerClient());
  const report = await setUpDatabases(
    {
      serverUrl: await ownerUrl(config, store),
      host: config.DATABASE_HOST,
      port: config.DATABASE_PORT,
      secretArns: config.DATABASE_SECRETS,
      renew,
      patienceMs: 480_000,
    },
    store,
  );
  const credentials = await setUpInternalCredentials(config.INTERNAL_SECRETS, store);
  const publicKeys = await setUpTokenKeys(config.TOKEN_KEY_SECRETS, store, new Date().toISOString().slice(0, 10));
  return { ...report, newCredentials: credentials, publicKeys };
}

/** The address of the owner, whose password RDS makes and renews. */
async function ownerUrl(config: DatabaseConfig, store: SecretStore): Promise<string> {
  const owner = await store.read(config.MASTER_SECRET);
  if (owner?.username === undefined || owner.password === undefined)
    throw new Error('the secret of the database owner is empty');
  const url = new URL(`postgres://${config.DATABASE_HOST}:${config.DATABASE_PORT}/postgres?sslmode=verify-full`);
  [url.username, url.password] = [encodeURIComponent(owner.username), encodeURIComponent(owner.password)];
  return url.href;
}

/** The function topic-setup: no input. */
export async function topics() {
  const config = loadConfig(topicConfigSchema, process.env);
  const kafka = new kafkajs.Kafka({
    clientId: 'urr-topic-setup',
    brokers: config.KAFKA_BROKERS,
    ...connectionSecurity({ mechanism: 'iam', region: config.AWS_REGION }),
    connectionTimeout: 10_000,
    requestTimeout: 30_000,
    logLevel: kafkajs.logLevel.WARN,
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const wanted = topicsToCreate({
      partitions: config.PARTITIONS,
      replicationFactor: config.REPLICATION_FACTOR,
      minInSyncReplicas: config.MIN_IN_SYNC_REPLICAS,
      retentionHours: config.RETENTION_HOURS,
    });
    return await setUpTopics(admin, wanted);
  } finally {
    await admin.disconnect();
  }
}

/** The function redis-rotation: called by Secrets Manager, step by step. */
export async function redisToken(event: unknown): Promise<void> {
  const step = rotationEventSchema.parse(event);
  const config = loadConfig(redisConfigSchema, process.env);
  await rotateRedisToken(
    step,
    versionedSecret(new SecretsManagerClient(), step.SecretId),
    elastiCacheToken(new ElastiCacheClient(), {
      replicationGroupId: config.REPLICATION_GROUP_ID,
      host: config.REDIS_HOST,
      port: config.REDIS_PORT,
    }),
  );
}
