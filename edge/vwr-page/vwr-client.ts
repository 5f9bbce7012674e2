import type { Browser } from './browser.ts';
import type { OwnPlace } from './own-place.ts';
import { type Answer, readAnswer } from './vwr-answers.ts';

const TIMEOUT_MS = 10_000;

/** The API of the waiting room as the page calls it. Never rejects: what fails is trouble. */
export interface VwrClient {
  readonly join: (place: OwnPlace) => Promise<Answer>;
  readonly check: (requestId: string) => Promise<Answer>;
  /** The same for all, so that the CDN can answer. */
  readonly news: () => Promise<Answer>;
}

/** Asks below /vwr-api of the same site; an answer that takes longer than ten seconds counts as none. */
export function createVwrClient(browser: Browser, eventId: string, clock: () => number): VwrClient {
  const ask = async (method: string, path: string, body?: object): Promise<Answer> => {
    try {
      const answer = await browser.fetch(`/vwr-api/vwr/${path}`, {
        method,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      const said: unknown = await answer.json();
      return readAnswer(answer.status, said, (name) => answer.headers.get(name), clock());
    } catch {
      return { kind: 'trouble', retryAfter: 0 };
    }
  };
  return {
    join: async ({ claim, receipt }) => ask('POST', `assign/${eventId}`, { claim, ...(receipt && { receipt }) }),
    check: async (requestId) => ask('GET', `check/${eventId}/${requestId}`),
    news: async () => ask('GET', `status/${eventId}`),
  };
}
