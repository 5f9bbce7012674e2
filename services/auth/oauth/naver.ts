import { CodeChallengeMethod, OAuth2Client } from 'arctic';
import { z } from 'zod';
import type { Addresses, ClientSettings, OAuthProvider } from './oauth-provider.ts';
import { exchangeCode, readJson, tokenOf } from './provider-calls.ts';

const personSchema = z.object({
  resultcode: z.literal('00'),
  response: z.object({
    id: z.string().min(1).max(255),
    email: z.string().max(254).nullish(),
    name: z.string().nullish(),
    nickname: z.string().nullish(),
    profile_image: z.url().max(2_000).nullish(),
  }),
});

/**
 * Sign-in with Naver: OAuth 2 with state; PKCE is sent along for the day it counts there. Its e-mail is a contact address that
 * its owner types: it never counts as verified.
 */
export function createNaver(addresses: Addresses, client: ClientSettings): OAuthProvider {
  const arctic = new OAuth2Client(client.clientId, client.clientSecret, client.redirectUri);
  return {
    authorizationUrl: ({ state, verifier }) =>
      arctic.createAuthorizationURLWithPKCE(addresses.authorize, state, CodeChallengeMethod.S256, verifier, []),
    async profileOf(code, secrets) {
      const tokens = await exchangeCode(addresses.token, client, code, secrets);
      const { response } = await readJson(addresses.profile, personSchema, tokenOf(tokens, 'access'));
      return {
        provider: 'naver',
        subject: response.id,
        email: response.email ?? null,
        emailVerified: false,
        name: response.name ?? response.nickname ?? '',
        pictureUrl: response.profile_image ?? null,
      };
    },
  };
}
