import { z } from 'zod';
import { databaseSettings, redisSettings, wholeNumber } from '../shared/config/common-settings.ts';
import { loadConfig } from '../shared/config/load-config.ts';
import { killPointSettings } from '../shared/faults/kill-point.ts';
import { saleSettings } from '../ticket/config.ts';

const secretArn = z.string().regex(/^arn:aws[\w-]*:secretsmanager:/, 'must be the ARN of a secret');
const hostName = z.string().regex(/^[\w.-]+$/, 'must be a host name');

const common = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  ...saleSettings,
  ...killPointSettings,
  /** Receives after which SQS gives a message up (architecture.md 5.6). */
  MAX_RECEIVE_COUNT: wholeNumber(3),
};

/** In AWS: addresses and names of secrets, as stacks/wiring/booking.ts sets them. */
const inAws = z.object({
  ...common,
  DATABASE_HOST: hostName,
  DATABASE_SECRET_ARN: secretArn,
  REDIS_HOST: hostName,
  REDIS_SECRET_ARN: secretArn,
});

/** On one machine: the addresses themselves. */
const onOneMachine = z.object({
  ...common,
  DATABASE_URL: databaseSettings.DATABASE_URL,
  REDIS_URL: redisSettings.REDIS_URL,
});

export type WorkerSettings = z.infer<typeof inAws> | z.infer<typeof onOneMachine>;

/**
 * Reads the environment. Addresses given in full come first: then there is no secret to be read.
 * @throws ConfigError with everything that is missing or wrong
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): WorkerSettings {
  return env.DATABASE_URL === undefined ? loadConfig(inAws, env) : loadConfig(onOneMachine, env);
}
