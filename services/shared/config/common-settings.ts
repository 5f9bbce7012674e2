/** Pieces of environment schemas that several services share (domain.md 0.4). Each is spread into a service's z.object. */
import { z } from 'zod';
import { faultSettings } from '../faults/fault-table.ts';

/** Milliseconds, seconds, counts: a whole number given as text. */
export const wholeNumber = (fallback: number, min = 1) => z.coerce.number().int().min(min).default(fallback);

/** Text that must be JSON of the given shape. */
export function jsonText<T extends z.ZodType>(shape: T) {
  return z
    .string()
    .transform((text, context) => {
      try {
        const value: unknown = JSON.parse(text);
        return value;
      } catch {
        context.addIssue({ code: 'custom', message: 'is not valid JSON' });
        return z.NEVER;
      }
    })
    .pipe(shape);
}

/** A comma separated list without empty entries. */
export const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** @param port the registry's port of the service */
export const httpSettings = (port: number) => ({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65535).default(port),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Where spans go, for example http://localhost:9411/api/v2/spans; nothing is exported without it. */
  ZIPKIN_ENDPOINT: z.url().optional(),
  /** Share of requests whose spans are exported: 1.0 local and staging, 0.1 in production (architecture.md 9). */
  TRACING_SAMPLING_PROBABILITY: z.coerce.number().min(0).max(1).default(1),
  ...faultSettings,
  /** Time for an orderly stop before the process ends itself; below Kubernetes' 30 s. */
  SHUTDOWN_GRACE_MS: wholeNumber(25_000),
});

export const internalSettings = {
  /** This service's own secret for calls to others (E8). */
  INTERNAL_CREDENTIAL: z.string().min(32, 'must have at least 32 characters'),
  /** Who may call this service: caller name to SHA-256 (hex) of its secret. */
  INTERNAL_CALLERS: jsonText(z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex'))),
};

export const databaseSettings = {
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// URL'),
  /** Connections per process; small, because 112 exist for all pods (rulings C). */
  DATABASE_POOL_MAX: wholeNumber(10),
};

export const redisSettings = { REDIS_URL: z.string().regex(/^rediss?:\/\//, 'must be a redis:// URL') };

export const kafkaSettings = {
  KAFKA_BROKERS: commaList.pipe(z.array(z.string()).min(1)),
  /** `iam` signs in at MSK as the role of the process, over TLS; `none` is for brokers that ask for nothing. */
  KAFKA_AUTH: z.enum(['none', 'iam']).default('none'),
  /** Region of the brokers, read with `iam`; EKS and Lambda set it for every process (architecture.md 1.1). */
  AWS_REGION: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region of AWS, for example ap-northeast-2')
    .default('ap-northeast-2'),
};
