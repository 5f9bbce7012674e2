import { parseCookie, stringifySetCookie } from 'cookie';
import { accessTokenSeconds, refreshTokenSeconds, type SignedIn } from './session-use-cases.ts';

export interface CookieSettings {
  /** Sent over https only; off for plain http on one machine. */
  readonly secure: boolean;
  /** For pages and API on sub-domains of one domain (10.2 #9); without it the cookies belong to one host. */
  readonly domain: string | undefined;
}

/**
 * The refresh token goes to these paths and nowhere else. Browsers compare paths before the gateway rewrites v1, so both
 * spellings need a cookie (10.2 #1).
 */
const refreshPaths = ['/api/auth', '/api/v1/auth'];

/** The Set-Cookie headers of this service. */
export function createAuthCookies({ secure, domain }: CookieSettings) {
  const cookie = (name: string, value: string, path: string, maxAge: number) =>
    stringifySetCookie({
      name,
      value,
      path,
      maxAge,
      secure,
      httpOnly: true,
      sameSite: 'lax',
      ...(domain ? { domain } : {}),
    });

  const both = (access: string, accessSeconds: number, refresh: string, refreshSeconds: number) => [
    cookie('access_token', access, '/', accessSeconds),
    ...refreshPaths.map((path) => cookie('refresh_token', refresh, path, refreshSeconds)),
  ];

  return {
    /** Cookies that live as long as their tokens. */
    of: ({ accessToken, refreshToken }: SignedIn) =>
      both(accessToken, accessTokenSeconds, refreshToken, refreshTokenSeconds),
    /** Takes them away again. */
    none: () => both('', 0, '', 0),
  };
}

export type AuthCookies = ReturnType<typeof createAuthCookies>;

/** The refresh token that came as a cookie. */
export function refreshTokenIn(cookieHeader: string | undefined): string | undefined {
  return parseCookie(cookieHeader ?? '').refresh_token || undefined;
}
