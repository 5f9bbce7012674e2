import { z } from 'zod';
import { createGoogle } from './google.ts';
import { createGoogleIdTokens } from './google-id-tokens.ts';
import { createKakao } from './kakao.ts';
import { createNaver } from './naver.ts';
import { type ClientSettings, localAddresses, type ProviderName, providerAddresses } from './oauth-provider.ts';

const text = z.string().min(1).optional();

/** Client ids and secrets from the providers' consoles; a provider without them is not offered. */
export const oauthSettings = {
  GOOGLE_CLIENT_ID: text,
  GOOGLE_CLIENT_SECRET: text,
  KAKAO_CLIENT_ID: text,
  KAKAO_CLIENT_SECRET: text,
  NAVER_CLIENT_ID: text,
  NAVER_CLIENT_SECRET: text,
  /** Origin of the page `/login/{provider}` that people come back to; default the first of ALLOWED_ORIGINS. */
  OAUTH_RETURN_ORIGIN: z.url().optional(),
  /** One provider in the place of all three, for tests and one machine. */
  OAUTH_LOCAL_PROVIDER_URL: z.url().optional(),
};
type Settings = z.infer<z.ZodObject<typeof oauthSettings>> & { readonly ALLOWED_ORIGINS: readonly string[] };

const pairs = [
  ['google', 'GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['kakao', 'KAKAO_CLIENT_ID', 'KAKAO_CLIENT_SECRET'],
  ['naver', 'NAVER_CLIENT_ID', 'NAVER_CLIENT_SECRET'],
] as const;

/** Names of settings that are missing beside their other half. */
export const halfConfigured = (settings: Omit<Settings, 'ALLOWED_ORIGINS'>): string[] =>
  pairs.flatMap(([, id, secret]) =>
    (settings[id] === undefined) === (settings[secret] === undefined) ? [] : [settings[id] === undefined ? id : secret],
  );

/** The providers that the settings name, at their own addresses or the local one. */
export function configuredProviders(settings: Settings, clock: () => Date) {
  const google = clientOf(settings, 'google');
  const kakao = clientOf(settings, 'kakao');
  const naver = clientOf(settings, 'naver');
  const at = (name: ProviderName) => {
    const local = settings.OAUTH_LOCAL_PROVIDER_URL;
    return local === undefined ? providerAddresses[name] : localAddresses(local, name);
  };
  const googleIdTokens =
    google && createGoogleIdTokens({ keys: at('google').profile, clientId: google.clientId, clock });
  return {
    googleIdTokens,
    providers: {
      ...(google && googleIdTokens && { google: createGoogle(at('google'), google, googleIdTokens) }),
      ...(kakao && { kakao: createKakao(at('kakao'), kakao) }),
      ...(naver && { naver: createNaver(at('naver'), naver) }),
    },
  };
}

function clientOf(settings: Settings, name: ProviderName): ClientSettings | undefined {
  const [, id, secret] = pairs.find(([provider]) => provider === name) ?? [];
  const clientId = id && settings[id];
  const clientSecret = secret && settings[secret];
  if (!clientId || !clientSecret) return undefined;
  const origin = settings.OAUTH_RETURN_ORIGIN ?? settings.ALLOWED_ORIGINS[0] ?? '';
  return { clientId, clientSecret, redirectUri: new URL(`/login/${name}`, origin).href };
}
