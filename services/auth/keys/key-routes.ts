import { z } from 'zod';
import { type Route, route } from '../../shared/http/route.ts';
import type { AccessClaims } from '../../shared/tokens/claims.ts';
import { publicJwks, type SigningKey } from '../../shared/tokens/keys.ts';
import { TokenError } from '../../shared/tokens/token-error.ts';
import type { TokenVerifier } from '../../shared/tokens/verify.ts';
import type { AccountRepository } from '../accounts/account.ts';

const jwkSchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});

export interface KeyRouteDependencies {
  readonly keys: readonly SigningKey[];
  readonly accounts: Pick<AccountRepository, 'byId'>;
  readonly accessTokens: TokenVerifier<AccessClaims>;
}

const verifiedSchema = z.object({
  valid: z.boolean(),
  /** As the account is now, not as the token says it was; null when the token is not valid. */
  user: z.object({ userId: z.uuid(), email: z.string(), name: z.string(), role: z.enum(['user', 'admin']) }).nullable(),
});

/**
 * All configured keys are published, the one that signs first: to rotate, put a new key first and keep the old one until
 * the last token that it signed has expired. Nobody is logged out.
 */
export function keyRoutes({ keys, accounts, accessTokens }: KeyRouteDependencies): Route[] {
  const body = publicJwks(keys);
  return [
    route({
      method: 'get',
      path: '/.well-known/jwks.json',
      summary: 'The public keys of access tokens (RFC 7517)',
      access: 'open',
      input: {},
      responses: { 200: z.object({ keys: z.array(jwkSchema) }) },
      handler: () => ({ status: 200, body, headers: { 'cache-control': 'public, max-age=300' } }),
    }),
    route({
      method: 'post',
      path: '/api/auth/verify-token',
      summary: 'Whether an access token holds, and whose it is',
      access: 'public',
      input: { body: z.strictObject({ token: z.string().max(4_096) }) },
      responses: { 200: verifiedSchema },
      handler: async ({ body: { token } }) => {
        const userId = holderOf(accessTokens, token);
        const account = userId === undefined ? undefined : await accounts.byId(userId);
        const user = account && { userId: account.id, email: account.email, name: account.name, role: account.role };
        const answer = { valid: user !== undefined, user: user ?? null };
        return { status: 200, body: answer, headers: { 'cache-control': 'no-store' } };
      },
    }),
  ];
}

function holderOf(accessTokens: TokenVerifier<AccessClaims>, token: string): string | undefined {
  try {
    return accessTokens.verify(token).sub;
  } catch (error) {
    if (error instanceof TokenError) return undefined;
    throw error;
  }
}
