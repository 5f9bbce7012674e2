import type { TokenKind } from '../../services/shared/tokens/claims.ts';
import { importKeySet, publicJwks, type SigningKey } from '../../services/shared/tokens/keys.ts';
import { createTokenSigner } from '../../services/shared/tokens/sign.ts';
import { TokenError } from '../../services/shared/tokens/token-error.ts';
import { createTokenVerifier } from '../../services/shared/tokens/verify.ts';
import type { Position } from '../vwr-line/line-state.ts';
import { requestIdOf } from './request-id.ts';

/** What a receipt says: this request holds this place, and under which announcement it was given. */
export type ReceiptClaims = {
  readonly sub: string;
  readonly jti: string;
  readonly uid: string;
  /** As it was given: in a lottery the number of the entry. */
  readonly place: number;
  readonly epoch: number;
  /** Commitment of the lottery, when the place takes part in one. */
  readonly draw?: string;
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const VISITOR = /^[\w-]{1,64}$/;
const COMMITMENT = /^[0-9a-f]{64}$/;

/**
 * Signed with the key of Tier 1, of a type and for an audience of its own, so that no edge takes it for a pass (E1).
 * It lives as long as the place.
 */
const placeReceipt: TokenKind<ReceiptClaims> = {
  typ: 'urr-receipt+jwt',
  issuer: 'urr-vwr',
  audience: 'urr-holder',
  longestLifeSeconds: 31_536_000,
  read: ({ sub, jti, uid, place, epoch, draw }) =>
    matches(sub, UUID) &&
    matches(jti, UUID) &&
    matches(uid, VISITOR) &&
    isCount(place) &&
    isCount(epoch) &&
    (draw === undefined || matches(draw, COMMITMENT))
      ? { sub, jti, uid, place, epoch, ...(draw === undefined ? {} : { draw }) }
      : undefined,
};

/** Gives receipts for places, and places back for receipts. */
export interface PlaceReceipts {
  readonly give: (position: Position, commitment: string | null) => string;
  /**
   * The position of a receipt, for whoever also has the claim from which its request id was made: the receipt alone, which
   * people show around, is worth nothing, and the position is the same one, not another. Undefined for all others.
   */
  readonly redeem: (receipt: string, eventId: string, claim: string) => Position | undefined;
}

/** @param lifeSeconds how long a place lives, and so its receipt */
export function createPlaceReceipts(
  keys: readonly [SigningKey, ...SigningKey[]],
  lifeSeconds: number,
  clock: () => Date,
): PlaceReceipts {
  const signer = createTokenSigner({ kind: placeReceipt, key: keys[0], clock });
  const published = importKeySet(publicJwks(keys));
  const verifier = createTokenVerifier({ kind: placeReceipt, keys: () => published, clock, cacheSize: 1_000 });
  return {
    give({ eventId: sub, requestId: jti, userId: uid, place, epoch, createdAt }, commitment) {
      const left = createdAt + lifeSeconds - Math.floor(clock().getTime() / 1_000);
      const claims = { sub, jti, uid, place, epoch, ...(commitment === null ? {} : { draw: commitment }) };
      return signer.sign(claims, Math.max(left, 1));
    },
    redeem(receipt, eventId, claim) {
      try {
        const { sub, jti, uid, place, epoch, exp } = verifier.verify(receipt);
        if (sub !== eventId || jti !== requestIdOf(eventId, claim)) return undefined;
        return { eventId, requestId: jti, epoch, place, userId: uid, createdAt: exp - lifeSeconds };
      } catch (error) {
        if (error instanceof TokenError) return undefined;
        throw error;
      }
    },
  };
}

function matches(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
