import { z } from 'zod';

export const providerNameSchema = z.enum(['google', 'kakao', 'naver']);
export type ProviderName = z.infer<typeof providerNameSchema>;

/** Who somebody is at a provider. */
export interface Profile {
  readonly provider: ProviderName;
  /** The id that never changes there; an e-mail may be given to somebody else one day. */
  readonly subject: string;
  /** Null where the provider has none or the person keeps it to themselves. */
  readonly email: string | null;
  /** The provider has made sure that the e-mail is this person's. */
  readonly emailVerified: boolean;
  readonly name: string;
  readonly pictureUrl: string | null;
}

/** What one sign-in keeps in the browser between leaving for the provider and coming back. */
export interface Secrets {
  /** Comes back with the person: nobody else's code is taken for theirs. */
  readonly state: string;
  /** Proves to the provider that who brings the code is who asked for it (PKCE, RFC 7636). */
  readonly verifier: string;
  /** Comes back inside the ID token, so that no other one passes. */
  readonly nonce: string;
}

export interface OAuthProvider {
  /** Where the browser goes. */
  authorizationUrl(secrets: Secrets): URL;
  /** @throws AppError OAUTH_REFUSED, UPSTREAM_FAILED, UPSTREAM_TIMEOUT */
  profileOf(code: string, secrets: Secrets): Promise<Profile>;
}

export interface ClientSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The page that the provider sends people back to. */
  readonly redirectUri: string;
}

/** A provider's endpoints. */
export interface Addresses {
  readonly authorize: string;
  readonly token: string;
  /** Where a profile or the keys of ID tokens are. */
  readonly profile: string;
}

/** As the providers document them. */
export const providerAddresses: Readonly<Record<ProviderName, Addresses>> = {
  google: {
    authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
    token: 'https://oauth2.googleapis.com/token',
    profile: 'https://www.googleapis.com/oauth2/v3/certs',
  },
  kakao: {
    authorize: 'https://kauth.kakao.com/oauth/authorize',
    token: 'https://kauth.kakao.com/oauth/token',
    profile: 'https://kapi.kakao.com/v2/user/me',
  },
  naver: {
    authorize: 'https://nid.naver.com/oauth2.0/authorize',
    token: 'https://nid.naver.com/oauth2.0/token',
    profile: 'https://openapi.naver.com/v1/nid/me',
  },
};

/** The same three at one address: the local provider of tests and of one machine. */
export const localAddresses = (base: string, name: ProviderName): Addresses => ({
  authorize: `${base}/${name}/authorize`,
  token: `${base}/${name}/token`,
  profile: `${base}/${name}/profile`,
});
