import type { Account } from '../accounts/account.ts';
import type { Rotation, SessionStore } from '../sessions/session-store.ts';

interface Token {
  readonly familyId: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  revokedAt?: Date;
}

/** Refresh tokens in memory, for unit tests; session-store.contract.test.ts holds it to what PostgreSQL does. */
export function createFakeSessionStore(accounts: readonly Account[]): SessionStore {
  const tokens = new Map<string, Token>();
  const isLive = (token: Token, now: Date) => !token.revokedAt && token.expiresAt > now;
  const liveOf = (now: Date, matches: (token: Token) => boolean) =>
    [...tokens.values()].filter((token) => isLive(token, now) && matches(token));
  const revoke = (found: Token[], now: Date) => {
    for (const token of found) token.revokedAt = now;
    return found.map(({ familyId }) => familyId);
  };

  return {
    async open({ tokenHash, now, ...token }) {
      tokens.set(tokenHash, { ...token, createdAt: now });
    },
    async rotate({ tokenHash, successorHash, now, expiresAt, graceMs }): Promise<Rotation> {
      const token = tokens.get(tokenHash);
      const account = accounts.find(({ id }) => id === token?.userId);
      if (!token || !account) return { outcome: 'unknown' };
      const { familyId, userId } = token;
      if (isLive(token, now)) {
        token.revokedAt = now;
        tokens.set(successorHash, { familyId, userId, createdAt: now, expiresAt });
        return { outcome: 'rotated', account, familyId };
      }
      if (!token.revokedAt) return { outcome: 'expired' };
      const family = liveOf(now, (other) => other.familyId === familyId);
      if (family.length > 0 && now.getTime() - token.revokedAt.getTime() < graceMs) return { outcome: 'superseded' };
      revoke(family, now);
      return { outcome: 'reused', userId, familyId };
    },
    async ownerOf(tokenHash, now) {
      const token = tokens.get(tokenHash);
      return token && isLive(token, now) ? token.userId : undefined;
    },
    async sessionsOf(userId, now) {
      return liveOf(now, (token) => token.userId === userId)
        .map(({ familyId, expiresAt }) => {
          const births = [...tokens.values()]
            .filter((token) => token.familyId === familyId)
            .map(({ createdAt }) => createdAt.getTime());
          return { id: familyId, expiresAt, startedAt: new Date(Math.min(...births)) };
        })
        .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    },
    async close(userId, sessionId, now) {
      return (
        revoke(
          liveOf(now, (token) => token.userId === userId && token.familyId === sessionId),
          now,
        ).length > 0
      );
    },
    async closeAll(userId, now) {
      return revoke(
        liveOf(now, (token) => token.userId === userId),
        now,
      );
    },
  };
}
