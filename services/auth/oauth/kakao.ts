import { CodeChallengeMethod, OAuth2Client } from 'arctic';
import { z } from 'zod';
import type { Addresses, ClientSettings, OAuthProvider } from './oauth-provider.ts';
import { exchangeCode, readJson, tokenOf } from './provider-calls.ts';

/** Kakao's user/me, as far as it is read; an account of theirs may be without an e-mail, or its owner keeps it. */
const personSchema = z.object({
  id: z.number().int().positive(),
  kakao_account: z
    .object({
      email: z.string().max(254).nullish(),
      /** Still in use, and verified: an e-mail counts only with both. */
      is_email_valid: z.boolean().nullish(),
      is_email_verified: z.boolean().nullish(),
      profile: z.object({ nickname: z.string().nullish(), profile_image_url: z.url().max(2_000).nullish() }).nullish(),
    })
    .nullish(),
});

/**
 * Sign-in with Kakao: OAuth 2 with state; PKCE is sent along, though its documents do not say that it is checked. No scope is
 * named: Kakao then asks for what its console is set to, where a scope that is not set up there ends every sign-in.
 */
export function createKakao(addresses: Addresses, client: ClientSettings): OAuthProvider {
  const arctic = new OAuth2Client(client.clientId, client.clientSecret, client.redirectUri);
  return {
    authorizationUrl: ({ state, verifier }) =>
      arctic.createAuthorizationURLWithPKCE(addresses.authorize, state, CodeChallengeMethod.S256, verifier, []),
    async profileOf(code, secrets) {
      const tokens = await exchangeCode(addresses.token, client, code, secrets);
      const { id, kakao_account: account } = await readJson(addresses.profile, personSchema, tokenOf(tokens, 'access'));
      return {
        provider: 'kakao',
        subject: String(id),
        email: account?.email ?? null,
        emailVerified: Boolean(account?.email && account.is_email_valid && account.is_email_verified),
        name: account?.profile?.nickname ?? '',
        pictureUrl: account?.profile?.profile_image_url ?? null,
      };
    },
  };
}
