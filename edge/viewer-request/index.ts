import { entryToken, vwrToken } from '../../services/shared/tokens/claims.ts';
import { createTokenVerifier } from '../../services/shared/tokens/verify.ts';
import { ActiveEvents } from './active-events.ts';
import { decide, type EdgeKnowledge, readRequest } from './decision.ts';
import { failed, refuse } from './edge-answer.ts';
import { bundledConfig } from './edge-config.ts';
import { fetchText } from './fetch-text.ts';
import type { EdgeAnswer, EdgeEvent, EdgeRequest } from './viewer-request-event.ts';

/** Tokens kept as verified: 128 MB of memory are little. */
const CACHED_TOKENS = 1_000;
const LIST_TIMEOUT_MS = 800;

const config = bundledConfig();
const clock = () => new Date();
const vwrTokens = createTokenVerifier({ kind: vwrToken, keys: () => config.vwrKeys, clock, cacheSize: CACHED_TOKENS });
const entryTokens = createTokenVerifier({
  kind: entryToken,
  keys: () => config.entryKeys,
  clock,
  cacheSize: CACHED_TOKENS,
});
let active: ActiveEvents | undefined;

/**
 * Lambda@Edge on the viewer request of the default behaviour (architecture.md 5.7, 6.2): gives the request back, or answers
 * in its place. Never throws: whatever goes wrong here is an answer 503, never an unchecked request.
 */
export async function handler(event: EdgeEvent): Promise<EdgeRequest | EdgeAnswer> {
  const cf = event.Records[0]?.cf;
  const requestId = cf?.config.requestId ?? 'unknown';
  try {
    if (cf === undefined) return failed(requestId);
    active ??= activeEvents(cf.config.distributionDomainName);
    const events = active;
    const reading = readRequest(cf.request);
    // It matters only here which waiting rooms are active: nothing else waits for the list.
    if (reading?.demands.tier1 === true) await events.refresh();
    const knowledge: EdgeKnowledge = { vwrTokens, entryTokens, isActive: (id) => events.isActive(id) };
    const refusal = decide(cf.request, knowledge, reading);
    return refusal === undefined ? cf.request : refuse(refusal, requestId);
  } catch (error) {
    console.error('viewer-request failed', error);
    return failed(requestId);
  }
}

/** The list lies beside the waiting page, so CloudFront itself serves it from the same edge location, and no role is needed. */
function activeEvents(distributionDomain: string): ActiveEvents {
  const url = config.activeEventsUrl ?? `https://${distributionDomain}/vwr/active-events.json`;
  return new ActiveEvents({
    fetchList: async () => fetchText(url, LIST_TIMEOUT_MS),
    guarded: config.guardedEvents,
    clock,
  });
}
