import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { readJson, refused } from './provider-calls.ts';

const jwksSchema = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.literal('RSA') })) });
const headerSchema = z.object({ alg: z.literal('RS256'), kid: z.string().max(200) });
const claimsSchema = z.object({
  iss: z.enum(['https://accounts.google.com', 'accounts.google.com']),
  aud: z.string(),
  sub: z.string().min(1).max(255),
  exp: z.number(),
  iat: z.number(),
  nonce: z.string().optional(),
  email: z.string().max(254).optional(),
  // Some issuers write it as text.
  email_verified: z.union([z.boolean(), z.stringbool()]).default(false),
  name: z.string().optional(),
  picture: z.url().max(2_000).optional(),
});
export type GoogleClaims = z.infer<typeof claimsSchema>;

/** Google changes its keys about weekly and publishes new ones days before. */
const keysLiveMs = 3_600_000;
/** A key that is not there is looked for again this often at most, or strangers could make us ask without end. */
const askAgainMs = 60_000;
const skewSeconds = 30;
/** A credential from the button is used at once; an old one was found somewhere. */
const oldestSeconds = 600;

export interface GoogleIdTokens {
  /**
   * @param nonce what was sent to Google; null for the button's credential, which has none
   * @throws AppError OAUTH_REFUSED, UPSTREAM_FAILED, UPSTREAM_TIMEOUT
   */
  verify(token: string, nonce: string | null): Promise<GoogleClaims>;
}

/** ID tokens of Google: RS256 only, its published keys, our client, its own name, fresh. */
export function createGoogleIdTokens(options: { keys: string; clientId: string; clock: () => Date }): GoogleIdTokens {
  let known: { at: number; keys: ReadonlyMap<string, KeyObject> } | undefined;

  async function keyOf(kid: string): Promise<KeyObject | undefined> {
    const now = options.clock().getTime();
    const found = known?.keys.get(kid);
    if (known && now - known.at < (found ? keysLiveMs : askAgainMs)) return found;
    const { keys } = await readJson(options.keys, jwksSchema);
    const read = keys.map((jwk) => [jwk.kid, createPublicKey({ key: { ...jwk }, format: 'jwk' })] as const);
    known = { at: now, keys: new Map(read) };
    return known.keys.get(kid);
  }

  return {
    async verify(token, nonce) {
      const [head, body, signature, ...more] = token.split('.');
      if (!head || !body || !signature || more.length > 0) throw refused();
      const header = headerSchema.safeParse(segment(head));
      const key = header.success ? await keyOf(header.data.kid) : undefined;
      const genuine =
        key && verify('RSA-SHA256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'));
      const claims = claimsSchema.safeParse(segment(body));
      if (!genuine || !claims.success || !holds(claims.data, nonce)) throw refused();
      return claims.data;
    },
  };

  function holds(claims: GoogleClaims, nonce: string | null): boolean {
    const now = options.clock().getTime() / 1_000;
    const isFresh =
      claims.exp > now - skewSeconds && claims.iat < now + skewSeconds && claims.iat > now - oldestSeconds;
    return isFresh && claims.aud === options.clientId && (nonce === null || claims.nonce === nonce);
  }
}

function segment(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
