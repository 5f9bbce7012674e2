import { generateCodeVerifier, generateState } from 'arctic';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Client, Sessions, SignedIn } from '../sessions/session-use-cases.ts';
import type { Flow } from './flow-cookie.ts';
import { googleProfile } from './google.ts';
import type { GoogleIdTokens } from './google-id-tokens.ts';
import type { IdentityRepository } from './identity-repository.ts';
import type { OAuthProvider, Profile, ProviderName } from './oauth-provider.ts';

export interface OAuthDependencies {
  /** The providers that are configured. */
  readonly providers: Readonly<Partial<Record<ProviderName, OAuthProvider>>>;
  readonly googleIdTokens: GoogleIdTokens | undefined;
  readonly identities: IdentityRepository;
  readonly sessions: Pick<Sessions, 'start'>;
}

/** What came back from the provider through the browser. */
export interface Return {
  readonly code: string;
  readonly state: string;
}

/** Signing in with accounts of other providers, and linking them. */
export function createOAuth({ providers, googleIdTokens, identities, sessions }: OAuthDependencies) {
  function providerNamed(name: ProviderName): OAuthProvider {
    const provider = providers[name];
    if (!provider) throw new AppError('OAUTH_NOT_CONFIGURED', `Signing in with ${name} is not set up here.`);
    return provider;
  }

  /** @throws AppError OAUTH_REFUSED, UPSTREAM_* */
  async function profileOf(name: ProviderName, flow: Flow | undefined, back: Return, linkTo: string | null) {
    const provider = providerNamed(name);
    const isOurs = flow?.provider === name && flow.linkTo === linkTo && flow.state === back.state;
    if (!isOurs) throw new AppError('OAUTH_REFUSED', 'This sign-in was not begun here, or long ago; begin again.');
    return provider.profileOf(back.code, flow);
  }

  const signIn = async (profile: Profile, client: Client): Promise<SignedIn> =>
    sessions.start(await identities.accountOf(profile), client);

  return {
    /** Begins a flow. @param linkTo whose account is linked; null for signing in @throws AppError OAUTH_NOT_CONFIGURED */
    begin(name: ProviderName, linkTo: string | null): { url: URL; flow: Flow } {
      const secrets = { state: generateState(), verifier: generateCodeVerifier(), nonce: generateState() };
      return { url: providerNamed(name).authorizationUrl(secrets), flow: { provider: name, linkTo, ...secrets } };
    },

    /** @throws AppError OAUTH_REFUSED, OAUTH_LINK_REQUIRED, OAUTH_NOT_CONFIGURED, UPSTREAM_* */
    signIn: async (name: ProviderName, flow: Flow | undefined, back: Return, client: Client): Promise<SignedIn> =>
      signIn(await profileOf(name, flow, back, null), client),

    /** The credential of Google's button (domain.md 1.2). @throws as `signIn` */
    async signInWithCredential(credential: string, client: Client): Promise<SignedIn> {
      if (!googleIdTokens) throw new AppError('OAUTH_NOT_CONFIGURED', 'Signing in with google is not set up here.');
      return signIn(googleProfile(await googleIdTokens.verify(credential, null)), client);
    },

    /** @throws AppError OAUTH_IDENTITY_TAKEN, and what `signIn` throws */
    async link(name: ProviderName, flow: Flow | undefined, back: Return, userId: string): Promise<void> {
      await identities.link(userId, await profileOf(name, flow, back, userId));
    },
    unlink: identities.unlink,
    linksOf: identities.of,
  };
}
export type OAuth = ReturnType<typeof createOAuth>;
