import type { IncomingHttpHeaders } from 'node:http';
import { AppError, type ErrorTable } from '../errors/app-error.ts';

/** The code that this check throws; a service that uses it adds this to its error table. */
export const originErrors = {
  ORIGIN_REFUSED: { status: 403, title: 'This page may not act for the signed-in person' },
} as const satisfies ErrorTable;

/** The two sides of a request that the rule looks at. */
export interface OriginRequest {
  readonly method?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

export interface OriginRule {
  /** Origins of our own pages, as browsers write them: scheme, host, port unless standard, no slash. */
  readonly allowedOrigins: readonly string[];
  /** Cookies that make a request act for somebody. */
  readonly sessionCookies?: readonly string[];
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses unsafe requests that another site's page may have sent with our cookies (ruling E11). Browsers set Origin,
 * Referer and Sec-Fetch-Site themselves; no page can forge them. A foreign Origin is refused even without cookies, or a
 * page could sign its visitor in to an account of the page's owner. Callers without cookies and Origin are no browsers.
 * @returns a check that throws AppError ORIGIN_REFUSED
 */
export function createOriginCheck(rule: OriginRule): (request: OriginRequest) => void {
  const allowed = new Set(rule.allowedOrigins);
  const cookies = rule.sessionCookies ?? ['access_token', 'refresh_token'];
  return ({ method = 'GET', headers }) => {
    if (safeMethods.has(method) || headers['sec-fetch-site'] === 'same-origin') return;
    if (headers.origin === undefined && !carriesAny(headers.cookie, cookies)) return;
    if (allowed.has(headers.origin ?? originOf(headers.referer))) return;
    throw new AppError('ORIGIN_REFUSED', 'Requests with a session cookie must come from a page of this site.');
  };
}

function carriesAny(header: string | undefined, names: readonly string[]): boolean {
  return (header ?? '').split(';').some((pair) => names.includes(pair.split('=', 1)[0]?.trim() ?? ''));
}

function originOf(url: string | undefined): string {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : '';
}
