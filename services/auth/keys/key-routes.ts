import { z } from 'zod';
import { type Route, route } from '../../shared/http/route.ts';
import { publicJwks, type SigningKey } from '../../shared/tokens/keys.ts';

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
}

/**
 * All configured keys are published, the one that signs first: to rotate, put a new key first and keep the old one until
 * the last token that it signed has expired. Nobody is logged out.
 */
export function keyRoutes({ keys }: KeyRouteDependencies): Route[] {
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
  ];
}
