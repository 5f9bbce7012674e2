import { createHash } from 'node:crypto';
import type { EntryClaims } from '../../shared/tokens/claims.ts';
import type { TokenSigner } from '../../shared/tokens/sign.ts';
import type { Standing } from '../line/line-repository.ts';

/**
 * The entry token of an admitted person (E2). It never outlives the slot it stands for, or people would be inside
 * without being counted.
 * @param longestSeconds documented 600 s
 */
export function entryTicket(
  signer: TokenSigner<EntryClaims>,
  eventId: string,
  userId: string,
  standing: Standing,
  longestSeconds: number,
): string {
  const left = Math.floor((standing.admissionEndsAt - standing.now) / 1_000);
  const lifeSeconds = Math.max(1, Math.min(longestSeconds, left));
  const jti = admissionId(eventId, userId, standing);
  return signer.sign({ sub: eventId, uid: userId, jti, place: standing.place }, lifeSeconds);
}

/**
 * The id of one admission: every token made for it carries the same one, so that a refresh or a second tab gains nothing
 * over whoever counts ids (10.1 #1). Derived, not stored; a UUID of version 8 (RFC 9562).
 */
export function admissionId(
  eventId: string,
  userId: string,
  { place, claimedAt }: Pick<Standing, 'place' | 'claimedAt'>,
) {
  const bytes = createHash('sha256').update(`${eventId} ${userId} ${place} ${claimedAt}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
