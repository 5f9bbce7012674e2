import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { SigningKey } from '../../services/shared/tokens/keys.ts';
import type { Position } from '../vwr-line/line-state.ts';

const PURPOSE = 'urr-vwr-place-cookie';
const LONGEST_COOKIE = 512;
const MAC_BYTES = 32;

/** Makes and reads the cookie by which a browser holds its place (domain.md 10.1 #15). */
export interface PlaceCookies {
  /** The value of the cookie of a position. */
  readonly write: (position: Position) => string;
  /** The position of a cookie for this event; undefined unless we wrote it, for this event, and it has not expired. */
  readonly read: (value: string, eventId: string, nowSeconds: number) => Position | undefined;
}

/**
 * Cookies under a key of their own, derived from the signing keys: the first writes, all of them read, so that a rotation
 * loses no place. The position stands in the cookie: answering where somebody stands needs no table.
 * @param lifeSeconds how long a place lives (architecture.md 5.8: 24 h)
 */
export function createPlaceCookies(keys: readonly [SigningKey, ...SigningKey[]], lifeSeconds: number): PlaceCookies {
  const [first, ...older] = keys.map(deriveKey);
  return {
    write({ eventId, requestId, epoch, place, userId, createdAt }) {
      const said = [eventId, requestId, epoch, place, userId, createdAt].join('~');
      return `${said}~${macOf(first ?? Buffer.alloc(0), said).toString('base64url')}`;
    },
    read(value, eventId, nowSeconds) {
      if (value.length > LONGEST_COOKIE) return undefined;
      const end = value.lastIndexOf('~');
      const said = value.slice(0, Math.max(end, 0));
      const mac = Buffer.from(value.slice(end + 1), 'base64url');
      if (mac.length !== MAC_BYTES || ![first, ...older].some((key) => key && timingSafeEqual(macOf(key, said), mac))) {
        return undefined;
      }
      const [event = '', requestId = '', epoch, place, userId = '', createdAt] = said.split('~');
      const position = {
        eventId: event,
        requestId,
        epoch: Number(epoch),
        place: Number(place),
        userId,
        createdAt: Number(createdAt),
      };
      return event === eventId && position.createdAt + lifeSeconds > nowSeconds ? position : undefined;
    },
  };
}

function deriveKey({ privateKey }: SigningKey): Buffer {
  const { d = '' } = privateKey.export({ format: 'jwk' });
  return Buffer.from(hkdfSync('sha256', Buffer.from(d, 'base64url'), '', PURPOSE, MAC_BYTES));
}

function macOf(key: Buffer, said: string): Buffer {
  return createHmac('sha256', key).update(said).digest();
}
