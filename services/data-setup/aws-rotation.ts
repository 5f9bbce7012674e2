import { setTimeout as delay } from 'node:timers/promises';
import {
  DescribeReplicationGroupsCommand,
  type ElastiCacheClient,
  ModifyReplicationGroupCommand,
} from '@aws-sdk/client-elasticache';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { createClient } from 'redis';
import type { TokenHolder, VersionedSecret } from './rotate-redis-token.ts';
import { parseSecret } from './secret-store.ts';

/** One secret of Secrets Manager with its versions. */
export function versionedSecret(client: SecretsManagerClient, arn: string): VersionedSecret {
  return {
    async labels() {
      const { VersionIdsToStages: labels = {} } = await client.send(new DescribeSecretCommand({ SecretId: arn }));
      return labels;
    },
    async valueOf(which) {
      const asked = which === 'AWSCURRENT' ? { VersionStage: which } : { VersionId: which.version };
      try {
        const found = await client.send(new GetSecretValueCommand({ SecretId: arn, ...asked }));
        return parseSecret(arn, found.SecretString);
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    },
    async putPending(version, value) {
      await client.send(
        new PutSecretValueCommand({
          SecretId: arn,
          ClientRequestToken: version,
          SecretString: JSON.stringify(value),
          VersionStages: ['AWSPENDING'],
        }),
      );
    },
    async promote(version, from) {
      await client.send(
        new UpdateSecretVersionStageCommand({
          SecretId: arn,
          VersionStage: 'AWSCURRENT',
          MoveToVersionId: version,
          ...(from === undefined ? {} : { RemoveFromVersionId: from }),
        }),
      );
    },
  };
}

export interface RedisPlace {
  readonly replicationGroupId: string;
  readonly host: string;
  readonly port: number;
  /** Milliseconds between two looks at the state. Default 10,000. */
  readonly lookEveryMs?: number;
  /** How it is tried whether an address lets a client in. Default: a client of Redis does. */
  readonly opens?: (url: string) => Promise<boolean>;
}

/** The replication group of ElastiCache. The time-out of the function ends a wait that never ends. */
export function elastiCacheToken(client: ElastiCacheClient, place: RedisPlace): TokenHolder {
  const { replicationGroupId, host, port, lookEveryMs = 10_000, opens = redisOpens } = place;
  const untilAvailable = async (): Promise<void> => {
    for (;;) {
      const { ReplicationGroups: groups = [] } = await client.send(
        new DescribeReplicationGroupsCommand({ ReplicationGroupId: replicationGroupId }),
      );
      if (groups[0]?.Status === 'available') return;
      await delay(lookEveryMs);
    }
  };
  return {
    host,
    port,
    async setToken(token, strategy) {
      await untilAvailable();
      await client.send(
        new ModifyReplicationGroupCommand({
          ReplicationGroupId: replicationGroupId,
          AuthToken: token,
          AuthTokenUpdateStrategy: strategy,
          ApplyImmediately: true,
        }),
      );
      // Right after the call the group may still say that it is available.
      await delay(lookEveryMs);
      await untilAvailable();
    },
    opens: (token) => opens(`rediss://:${token}@${host}:${port}`),
  };
}

/**
 * Whether Redis lets a client in with this address; false only when it refuses the password.
 * @throws Error when it cannot be reached, which says nothing about the token
 */
export async function redisOpens(url: string): Promise<boolean> {
  const client = createClient({ url, socket: { connectTimeout: 5_000, reconnectStrategy: false } });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch (error) {
    if (error instanceof Error && /^(WRONGPASS|NOAUTH|ERR AUTH)/.test(error.message)) return false;
    // The message of the client names the host; its address with the token in it is not repeated.
    throw new Error('Redis cannot be reached', { cause: error });
  } finally {
    if (client.isOpen) client.destroy();
  }
}
