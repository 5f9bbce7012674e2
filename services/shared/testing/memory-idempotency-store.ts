import type { Claim, IdempotencyStore, KeptAnswer } from '../idempotency/idempotency-store.ts';

/** For tests: the keys in memory; payment's idempotency.integration.test.ts holds the table to the same behaviour. */
export function memoryIdempotencyStore(): IdempotencyStore {
  const keys = new Map<string, { readonly hash: string; kept?: { status: number; answer: KeptAnswer } }>();
  const nameOf = (userId: string, key: string) => `${userId} ${key}`;
  return {
    async claim(userId, key, requestHash): Promise<Claim> {
      const known = keys.get(nameOf(userId, key));
      if (!known) {
        keys.set(nameOf(userId, key), { hash: requestHash });
        return { kind: 'mine' };
      }
      if (known.hash !== requestHash) return { kind: 'other request' };
      return known.kept ? { kind: 'done', ...known.kept } : { kind: 'running' };
    },
    async keep(userId, key, status, answer) {
      const known = keys.get(nameOf(userId, key));
      // As JSON, because that is what the table gives back.
      if (known) known.kept = { status, answer: JSON.parse(JSON.stringify(answer)) };
    },
    async release(userId, key) {
      keys.delete(nameOf(userId, key));
    },
  };
}
