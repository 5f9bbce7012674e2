/** The secrets of the local platform: made once, kept in `.local/secrets.json`, readable by the owner only. */
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { services } from '../services/registry.ts';
import { generateSigningJwk } from '../services/shared/tokens/keys.ts';

const jwkSchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});

const secretsSchema = z.object({
  /** Password of each database role of the registry. */
  databasePasswords: z.record(z.string(), z.string().min(16)),
  /** Credential of each service for calls to others (E8). */
  internalCredentials: z.record(z.string(), z.string().min(32)),
  /** First signs, all are published (E1). */
  accessTokenKeys: z.array(jwkSchema).min(1),
  entryTokenKeys: z.array(jwkSchema).min(1),
  vwrTokenKeys: z.array(jwkSchema).min(1),
  ticketCodeKeys: z.array(jwkSchema).min(1),
  tossSecretKey: z.string().min(16),
  tossClientKey: z.string().min(16),
  webhookSecret: z.string().min(32),
  /** Of the administrator and of the buyers that `npm start` registers. */
  adminPassword: z.string().min(12),
  buyerPassword: z.string().min(12),
});
export type Secrets = z.infer<typeof secretsSchema>;

/** What an older run may have written. */
const keptSchema = secretsSchema.partial();
type KeptSecrets = z.infer<typeof keptSchema>;

const random = (): string => randomBytes(32).toString('base64url');

/** New secrets for every service and role of the registry. */
export function generateSecrets(): Secrets {
  const roles = services.flatMap((service) => (service.database ? [service.database.role] : []));
  return {
    databasePasswords: Object.fromEntries([...new Set(roles)].map((role) => [role, random()])),
    internalCredentials: Object.fromEntries(services.map(({ name }) => [name, random()])),
    accessTokenKeys: [generateSigningJwk('access-local-1')],
    entryTokenKeys: [generateSigningJwk('entry-local-1')],
    vwrTokenKeys: [generateSigningJwk('vwr-local-1')],
    ticketCodeKeys: [generateSigningJwk('ticket-local-1')],
    tossSecretKey: `test_sk_${random()}`,
    tossClientKey: `test_ck_${random()}`,
    webhookSecret: random(),
    // A person types it: short enough to copy, and with the kinds of characters that password rules ask for.
    adminPassword: `Urr-${randomBytes(9).toString('base64url')}-1a`,
    buyerPassword: `urr-${randomBytes(6).toString('base64url')}-2b`,
  };
}

/** Secrets as they are, with new ones for what the registry has gained since they were made. */
function completed(kept: KeptSecrets): Secrets {
  const fresh = generateSecrets();
  return {
    ...fresh,
    ...Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)),
    databasePasswords: { ...fresh.databasePasswords, ...kept.databasePasswords },
    internalCredentials: { ...fresh.internalCredentials, ...kept.internalCredentials },
  };
}

function readKept(file: string): KeptSecrets {
  try {
    return keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new Error(`${file} is not usable; delete it (npm start -- --fresh does) to get new secrets`, {
      cause: error,
    });
  }
}

/**
 * Reads the secrets, or makes them. The file's mode is 600, also when it was something else before.
 * @throws Error when the file is there but is not what this module writes
 */
export function loadSecrets(file: string): Secrets {
  const secrets = completed(readKept(file));
  mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, file);
  return secrets;
}

/** What a callee knows of a caller's secret. */
export const fingerprintOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
