/** Peer: an edge function as one writes it with jose, the usual library, which verifies at every request. */
import type { KeyObject } from 'node:crypto';
import { jwtVerify } from 'jose';

const EVENT = /^\/events\/([0-9a-f-]{36})/;

/** Whether a request with this cookie may go on. */
export async function joseDecides(uri: string, cookie: string, publicKey: KeyObject): Promise<boolean> {
  const event = EVENT.exec(uri)?.[1];
  const token = /(?:^|;\s*)urr-vwr-token=([^;]+)/.exec(cookie)?.[1];
  if (event === undefined || token === undefined) return false;
  try {
    const { payload } = await jwtVerify(token, publicKey, {
      algorithms: ['ES256'],
      issuer: 'urr-vwr',
      audience: 'urr-edge',
      typ: 'urr-vwr+jwt',
      requiredClaims: ['exp', 'sub'],
    });
    return payload.sub === event;
  } catch {
    return false;
  }
}
