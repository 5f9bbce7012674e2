import { z } from 'zod';
import type { RedisClient } from '../../shared/redis/redis-client.ts';
import { within } from '../lockout/attempt-counter.ts';

/** Where a session was last seen: what a person needs to recognise a device as their own. */
export interface SessionRecord {
  readonly userAgent: string;
  readonly address: string;
  readonly lastSeenAt: Date;
}

/** Session data in Redis (architecture.md 5.2). Beside the truth of PostgreSQL: losing all of it logs nobody out. */
export interface SessionRecords {
  saw(sessionId: string, record: SessionRecord): Promise<void>;
  /** What is known about these sessions; sessions without a record are left out. */
  of(sessionIds: readonly string[]): Promise<Map<string, SessionRecord>>;
  forget(sessionIds: readonly string[]): Promise<void>;
}

const recordSchema = z.object({ userAgent: z.string(), address: z.string(), lastSeenAt: z.coerce.date() });
const keyOf = (sessionId: string) => `session:${sessionId}`;

/**
 * @param options.lifeSeconds as long as the refresh token that belongs to it
 * @param options.onLoss a command failed or was slower than 250 ms; the caller goes on without it
 */
export function createSessionRecords(options: {
  redis: Pick<RedisClient, 'set' | 'mGet' | 'del'>;
  lifeSeconds: number;
  onLoss: (error: unknown) => void;
}): SessionRecords {
  const { redis, lifeSeconds, onLoss } = options;

  async function tolerant<T>(command: Promise<T>): Promise<T | undefined> {
    try {
      return await within(250, command);
    } catch (error) {
      // Lost: the device line of one session until it is seen again.
      onLoss(error);
      return undefined;
    }
  }

  return {
    async saw(sessionId, record) {
      await tolerant(
        redis.set(keyOf(sessionId), JSON.stringify(record), { expiration: { type: 'EX', value: lifeSeconds } }),
      );
    },
    async of(sessionIds) {
      const texts = sessionIds.length === 0 ? [] : await tolerant(redis.mGet(sessionIds.map(keyOf)));
      const known = sessionIds.map((id, index) => [id, parsed(texts?.[index] ?? undefined)] as const);
      return new Map(known.flatMap(([id, record]) => (record ? [[id, record] as const] : [])));
    },
    async forget(sessionIds) {
      if (sessionIds.length > 0) await tolerant(redis.del(sessionIds.map(keyOf)));
    },
  };
}

function parsed(text: string | undefined): SessionRecord | undefined {
  if (text === undefined) return undefined;
  try {
    return recordSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
