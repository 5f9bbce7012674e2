import { createHash, randomUUID } from 'node:crypto';

/**
 * The id of a request for a place. With a claim, a secret of the browser, the same claim always gives the same id, so that a
 * request can be repeated without a cookie: after a lost answer, or on a second device. The claim never stands in an address,
 * and nobody can find it from the id. Without one the id is random.
 */
export function requestIdOf(eventId: string, claim: string | undefined): string {
  if (claim === undefined) return randomUUID();
  const bytes = createHash('sha256').update(`${eventId} ${claim}`).digest().subarray(0, 16);
  // A UUID of version 8 (RFC 9562): made by us, from what we like.
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
