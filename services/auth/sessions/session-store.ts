import type { Account } from '../accounts/account.ts';

/**
 * What became of a refresh token that was presented:
 * - rotated: it was live; it is spent now and its successor is stored
 * - unknown: it was never issued here (10.2 #4)
 * - expired: its time is over
 * - superseded: it was spent a moment ago and its session goes on: most likely a second tab refreshed at the same time
 * - reused: it was spent or revoked before, and whoever sends it should not have it; its family is revoked, for good
 */
export type Rotation =
  | { readonly outcome: 'rotated'; readonly account: Account; readonly familyId: string }
  | { readonly outcome: 'reused'; readonly userId: string; readonly familyId: string }
  | { readonly outcome: 'unknown' | 'expired' | 'superseded' };

/** A session: the family of refresh tokens that descend from one sign-in. */
export interface Session {
  readonly id: string;
  readonly startedAt: Date;
  readonly expiresAt: Date;
}

/** The refresh tokens of auth_db: the truth about who is signed in. Only hashes go in (see refresh-token.ts). */
export interface SessionStore {
  /** Starts a family with its first token, and clears away what the user's older families left. */
  open(session: { familyId: string; userId: string; tokenHash: string; now: Date; expiresAt: Date }): Promise<void>;
  /**
   * Spends a token and stores its successor, or says why not; one of two calls at once wins. The revocation of a reused
   * token's family is committed before this resolves, so no error that follows can undo it (10.2 #3).
   * @param change.graceMs how long a spent token counts as superseded rather than reused
   */
  rotate(change: {
    tokenHash: string;
    successorHash: string;
    now: Date;
    expiresAt: Date;
    graceMs: number;
  }): Promise<Rotation>;
  /** The user of a live token; undefined for every other. */
  ownerOf(tokenHash: string, now: Date): Promise<string | undefined>;
  /** The user's live sessions, newest first. */
  sessionsOf(userId: string, now: Date): Promise<Session[]>;
  /** Ends one of the user's sessions; false when there is no such live one. */
  close(userId: string, sessionId: string, now: Date): Promise<boolean>;
  /** Ends all sessions of the user; returns their ids. */
  closeAll(userId: string, now: Date): Promise<string[]>;
}
