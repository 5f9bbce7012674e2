import { AppError } from '../../shared/errors/app-error.ts';
import type { AccessClaims } from '../../shared/tokens/claims.ts';
import type { TokenSigner } from '../../shared/tokens/sign.ts';
import type { Account } from '../accounts/account.ts';
import { looksLikeRefreshToken, refreshTokenHash } from './refresh-token.ts';
import type { SessionRecord, SessionRecords } from './session-records.ts';
import type { Rotation, Session, SessionStore } from './session-store.ts';

/** Documented life of an access token (domain.md 1.2). */
export const accessTokenSeconds = 1_800;
/** Documented life of a refresh token. */
export const refreshTokenSeconds = 604_800;
/** Two tabs that refresh at once are seconds apart at most; a thief who comes within this gets nothing either. */
const refreshGraceMs = 10_000;

/** Somebody who has just signed in or refreshed. */
export interface SignedIn {
  readonly account: Account;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** The device that a request came from. */
export type Client = Pick<SessionRecord, 'userAgent' | 'address'>;

export interface Sessions {
  start(account: Account, client: Client): Promise<SignedIn>;
  /** @throws AppError REFRESH_TOKEN_INVALID, REFRESH_TOKEN_REUSED, REFRESH_IN_PROGRESS */
  refresh(refreshToken: string | undefined, client: Client): Promise<SignedIn>;
  /** Ends all sessions of the person whom the id or the live refresh token names; nobody's when neither does. */
  endAll(who: { userId: string | undefined; refreshToken: string | undefined }): Promise<void>;
  list(userId: string): Promise<(Session & { readonly seen: SessionRecord | undefined })[]>;
  /** @throws AppError SESSION_NOT_FOUND */
  end(userId: string, sessionId: string): Promise<void>;
}

export interface SessionDependencies {
  readonly store: SessionStore;
  readonly records: SessionRecords;
  readonly signer: TokenSigner<AccessClaims>;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly newToken: () => string;
  /** Told how every refresh ended, for metrics and the log. */
  readonly onRefresh: (rotation: Rotation) => void;
}

/** Sessions: short access tokens for the gateway, single-use refresh tokens that descend from one sign-in (E11). */
export function createSessions(dependencies: SessionDependencies): Sessions {
  const { store, records, signer, clock, newId, newToken, onRefresh } = dependencies;

  const expiryAfter = (now: Date) => new Date(now.getTime() + refreshTokenSeconds * 1000);
  const signedIn = (account: Account, refreshToken: string): SignedIn => {
    const { id, email, role } = account;
    return {
      account,
      refreshToken,
      accessToken: signer.sign({ sub: id, email, role, jti: newId() }, accessTokenSeconds),
    };
  };

  return {
    async start(account, client) {
      const [now, familyId, token] = [clock(), newId(), newToken()];
      const tokenHash = refreshTokenHash(token);
      await store.open({ familyId, userId: account.id, tokenHash, now, expiresAt: expiryAfter(now) });
      await records.saw(familyId, { ...client, lastSeenAt: now });
      return signedIn(account, token);
    },

    async refresh(refreshToken, client) {
      if (refreshToken === undefined || !looksLikeRefreshToken(refreshToken)) throw refusal('unknown');
      const [now, successor] = [clock(), newToken()];
      const rotation = await store.rotate({
        tokenHash: refreshTokenHash(refreshToken),
        successorHash: refreshTokenHash(successor),
        now,
        expiresAt: expiryAfter(now),
        graceMs: refreshGraceMs,
      });
      onRefresh(rotation);
      if (rotation.outcome === 'reused') await records.forget([rotation.familyId]);
      if (rotation.outcome !== 'rotated') throw refusal(rotation.outcome);
      await records.saw(rotation.familyId, { ...client, lastSeenAt: now });
      return signedIn(rotation.account, successor);
    },

    async endAll({ userId, refreshToken }) {
      const now = clock();
      const isToken = refreshToken !== undefined && looksLikeRefreshToken(refreshToken);
      const owner = userId ?? (isToken ? await store.ownerOf(refreshTokenHash(refreshToken), now) : undefined);
      if (owner !== undefined) await records.forget(await store.closeAll(owner, now));
    },

    async list(userId) {
      const sessions = await store.sessionsOf(userId, clock());
      const seen = await records.of(sessions.map(({ id }) => id));
      return sessions.map((session) => ({ ...session, seen: seen.get(session.id) }));
    },

    async end(userId, sessionId) {
      if (!(await store.close(userId, sessionId, clock())))
        throw new AppError('SESSION_NOT_FOUND', 'You have no such session.');
      await records.forget([sessionId]);
    },
  };
}

function refusal(outcome: Exclude<Rotation['outcome'], 'rotated'>): AppError {
  switch (outcome) {
    case 'unknown':
      return new AppError('REFRESH_TOKEN_INVALID', 'This refresh token is not valid; sign in again.');
    case 'expired':
      return new AppError('REFRESH_TOKEN_INVALID', 'This refresh token has expired; sign in again.');
    case 'superseded':
      return new AppError(
        'REFRESH_IN_PROGRESS',
        'Another request has just refreshed this session; try again with its cookies.',
      );
    case 'reused':
      return new AppError(
        'REFRESH_TOKEN_REUSED',
        'This refresh token was used before; the session has been ended, sign in again.',
      );
  }
}
