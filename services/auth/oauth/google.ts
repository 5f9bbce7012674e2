import { CodeChallengeMethod, OAuth2Client } from 'arctic';
import type { GoogleClaims, GoogleIdTokens } from './google-id-tokens.ts';
import type { Addresses, ClientSettings, OAuthProvider, Profile } from './oauth-provider.ts';
import { exchangeCode, tokenOf } from './provider-calls.ts';

/** Sign-in with Google: OpenID Connect with PKCE, state and nonce; the ID token says who it is. */
export function createGoogle(addresses: Addresses, client: ClientSettings, idTokens: GoogleIdTokens): OAuthProvider {
  const arctic = new OAuth2Client(client.clientId, client.clientSecret, client.redirectUri);
  return {
    authorizationUrl({ state, verifier, nonce }) {
      const scopes = ['openid', 'email', 'profile'];
      const s256 = CodeChallengeMethod.S256;
      const url = arctic.createAuthorizationURLWithPKCE(addresses.authorize, state, s256, verifier, scopes);
      url.searchParams.set('nonce', nonce);
      return url;
    },
    async profileOf(code, secrets) {
      const tokens = await exchangeCode(addresses.token, client, code, secrets);
      return googleProfile(await idTokens.verify(tokenOf(tokens, 'id'), secrets.nonce));
    },
  };
}

export const googleProfile = ({ sub, email, email_verified, name, picture }: GoogleClaims): Profile => ({
  provider: 'google',
  subject: sub,
  email: email ?? null,
  emailVerified: email !== undefined && email_verified,
  name: name ?? '',
  pictureUrl: picture ?? null,
});
