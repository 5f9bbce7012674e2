import { randomRedisToken } from './random-secret.ts';
import type { SecretValue } from './secret-store.ts';

/** What Secrets Manager sends, once for each step (AWS Secrets Manager User Guide, "Lambda rotation functions"). */
export interface RotationEvent {
  /** `revokePrevious` is ours: a person sends it when a token has leaked. */
  readonly Step: 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret' | 'revokePrevious';
  readonly SecretId: string;
  /** The version that is being made; not needed to revoke. */
  readonly ClientRequestToken?: string | undefined;
}

/** The versions of one secret and their labels. */
export interface VersionedSecret {
  /** Version to its labels: AWSCURRENT, AWSPENDING, AWSPREVIOUS. */
  readonly labels: () => Promise<Readonly<Record<string, readonly string[]>>>;
  /** @returns undefined while the version, or the one that is current, has no value */
  readonly valueOf: (which: 'AWSCURRENT' | { readonly version: string }) => Promise<SecretValue | undefined>;
  readonly putPending: (version: string, value: SecretValue) => Promise<void>;
  /** Makes a version the current one. @param from the version that was current, if there was one */
  readonly promote: (version: string, from: string | undefined) => Promise<void>;
}

/** The cache, as ElastiCache administers it and as a client sees it. */
export interface TokenHolder {
  readonly host: string;
  readonly port: number;
  /** ROTATE lets a new token in beside the last one; SET leaves it alone. Resolves when every node has it. */
  readonly setToken: (token: string, strategy: 'ROTATE' | 'SET') => Promise<void>;
  /** Whether a client gets in with it. */
  readonly opens: (token: string) => Promise<boolean>;
}

/**
 * One step of renewing the token of Redis (ruling B21). ROTATE keeps the last token alive, so that pods go on until they
 * have read the new one; the next rotation ends it. Where the last token is not ours, which is the one that Terraform drew
 * and that its state holds, SET ends it at once. Each step may come twice.
 */
export async function rotateRedisToken(
  event: RotationEvent,
  secret: VersionedSecret,
  redis: TokenHolder,
): Promise<void> {
  if (event.Step === 'revokePrevious') {
    await redis.setToken(tokenIn(await secret.valueOf('AWSCURRENT'), 'current'), 'SET');
    return;
  }
  const version = event.ClientRequestToken ?? '';
  const labels = await secret.labels();
  const own = labels[version] ?? [];
  const isCurrent = own.includes('AWSCURRENT');
  const isOnly = Object.entries(labels).every(([id, given]) => id === version || given.length === 0);
  // A first version is current from its first value (Secrets Manager, PutSecretValue): that alone is no rotation that ended.
  if (isCurrent && !isOnly) return;
  if (!isCurrent && !own.includes('AWSPENDING'))
    throw new Error(`version ${version} of the secret is not the one being made`);
  const newToken = async () => tokenIn(await secret.valueOf({ version }), 'new');

  switch (event.Step) {
    case 'createSecret':
      if ((await secret.valueOf({ version })) === undefined)
        await secret.putPending(version, redisSecret(redis, randomRedisToken()));
      return;
    case 'setSecret': {
      const token = await newToken();
      const last = isCurrent ? undefined : (await secret.valueOf('AWSCURRENT'))?.token;
      const lastIsOurs = last !== undefined && (await redis.opens(last));
      if (!(await redis.opens(token))) await redis.setToken(token, 'ROTATE');
      if (!lastIsOurs) await redis.setToken(token, 'SET');
      return;
    }
    case 'testSecret':
      if (!(await redis.opens(await newToken())))
        throw new Error('Redis does not let the new token in; the last one stays current');
      return;
    case 'finishSecret': {
      if (isCurrent) return;
      const current = Object.entries(labels).find(([, given]) => given.includes('AWSCURRENT'));
      await secret.promote(version, current?.[0]);
      return;
    }
  }
}

function tokenIn(value: SecretValue | undefined, which: string): string {
  if (value?.token === undefined) throw new Error(`the secret has no ${which} token`);
  return value.token;
}

/** `REDIS_URL` is what a service reads; a token holds letters and digits only, so nothing needs to be escaped. */
function redisSecret({ host, port }: TokenHolder, token: string): SecretValue {
  return { token, host, port: String(port), REDIS_URL: `rediss://:${token}@${host}:${port}` };
}
