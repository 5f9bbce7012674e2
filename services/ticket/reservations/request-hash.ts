import { createHash } from 'node:crypto';

/**
 * A fingerprint of what a request asks for, stored with its idempotency key: the same key with another fingerprint is
 * another request. The order of the list does not matter.
 * @returns SHA-256 in hex
 */
export function requestHash(kind: 'seats' | 'tickets', eventId: string, things: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, eventId, [...things].toSorted()]))
    .digest('hex');
}
