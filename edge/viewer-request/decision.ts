import type { EntryClaims, VwrClaims } from '../../services/shared/tokens/claims.ts';
import { TokenError } from '../../services/shared/tokens/token-error.ts';
import type { TokenVerifier } from '../../services/shared/tokens/verify.ts';
import { type Match, matchRules } from './access-rules.ts';
import { canonicalPath } from './canonical-path.ts';
import { cookieValues } from './cookie-values.ts';
import type { EdgeRequest } from './viewer-request-event.ts';

/** Why a request does not pass. The codes of Tier 2 are those of the gateway. */
export type RefusalCode =
  | 'MALFORMED_REQUEST'
  | 'VWR_TOKEN_REQUIRED'
  | 'ENTRY_TOKEN_REQUIRED'
  | 'ENTRY_TOKEN_INVALID'
  | 'ENTRY_TOKEN_EXPIRED'
  | 'ENTRY_TOKEN_WRONG_EVENT';

export interface Refusal {
  readonly code: RefusalCode;
  /** Where a person goes on: the waiting room, the queue, or the front page when no event is known. */
  readonly redirectTo: string;
  /** Whether a program asks, which gets a problem document and never a redirect (ruling E10). */
  readonly toProgram: boolean;
}

/** What the decision knows besides the request. */
export interface EdgeKnowledge {
  readonly vwrTokens: Pick<TokenVerifier<VwrClaims>, 'verify'>;
  readonly entryTokens: Pick<TokenVerifier<EntryClaims>, 'verify'>;
  /** Whether the waiting room of an event is active. */
  readonly isActive: (eventId: string) => boolean;
}

const EVENT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** More cookies of one name than a browser sends: whoever sends them wants us to check signatures all day. */
const MOST_TOKENS = 3;

/** The canonical path of a request, and what the table says about it. */
interface Reading extends Match {
  readonly path: string;
}

/** Reads a request once; undefined for a path that two parsers could read differently. */
export function readRequest(request: EdgeRequest): Reading | undefined {
  const path = canonicalPath(request.uri);
  return path === undefined ? undefined : { path, ...matchRules(request.method, path) };
}

/**
 * Decides about one request; undefined lets it pass. Never throws: a token that cannot be read is no token.
 * @param reading of this request, where it was read before
 */
export function decide(
  request: EdgeRequest,
  knowledge: EdgeKnowledge,
  reading: Reading | undefined = readRequest(request),
): Refusal | undefined {
  if (reading === undefined) return { code: 'MALFORMED_REQUEST', redirectTo: '/', toProgram: true };
  const { path, demands, event } = reading;
  const toProgram = path.startsWith('/api/');
  const eventId = event !== null && EVENT_ID.test(event) ? event : null;

  if (demands.tier1 && eventId !== null && knowledge.isActive(eventId) && !hasPass(request, eventId, knowledge)) {
    return { code: 'VWR_TOKEN_REQUIRED', redirectTo: `/vwr/${eventId}`, toProgram };
  }
  if (!demands.tier2) return undefined;
  const code = entryRefusal(request, event, knowledge);
  return code === undefined ? undefined : { code, redirectTo: eventId === null ? '/' : `/queue/${eventId}`, toProgram };
}

function hasPass({ headers }: EdgeRequest, eventId: string, { vwrTokens }: EdgeKnowledge): boolean {
  return cookieValues(headers.cookie, 'urr-vwr-token', MOST_TOKENS).some(
    (token) => claimsOf(vwrTokens, token).claims?.sub === eventId,
  );
}

/** The cookie first, then the header (domain.md 4.8, row 4); one good token is enough. */
function entryRefusal(
  { headers }: EdgeRequest,
  event: string | null,
  { entryTokens }: EdgeKnowledge,
): RefusalCode | undefined {
  const tokens = [
    ...cookieValues(headers.cookie, 'urr-entry-token', MOST_TOKENS),
    ...(headers['x-queue-entry-token'] ?? []).slice(0, 1).map(({ value }) => value),
  ];
  let code: RefusalCode = 'ENTRY_TOKEN_REQUIRED';
  for (const token of tokens) {
    const { claims, expired } = claimsOf(entryTokens, token);
    if (claims !== undefined && (event === null || claims.sub === event)) return undefined;
    code = claims === undefined ? (expired ? 'ENTRY_TOKEN_EXPIRED' : 'ENTRY_TOKEN_INVALID') : 'ENTRY_TOKEN_WRONG_EVENT';
  }
  return code;
}

function claimsOf<Claims extends object>(
  tokens: { readonly verify: (token: string) => Claims },
  token: string,
): { readonly claims?: Claims; readonly expired: boolean } {
  try {
    return { claims: tokens.verify(token), expired: false };
  } catch (error) {
    return { expired: error instanceof TokenError && error.code === 'TOKEN_EXPIRED' };
  }
}
