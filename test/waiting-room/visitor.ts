import type { ApiAnswer } from '../../edge/vwr-api/api-gateway-event.ts';
import type { VwrApiOptions } from '../../edge/vwr-api/api-options.ts';
import { type Parts, vwrApi } from '../../edge/vwr-api/dependencies.ts';
import { answer } from '../../edge/vwr-api/vwr-api.ts';
import { vwrToken } from '../../services/shared/tokens/claims.ts';
import { generateSigningJwk, importKeySet, importSigningKeys, publicJwks } from '../../services/shared/tokens/keys.ts';
import { createTokenVerifier } from '../../services/shared/tokens/verify.ts';

export const eventId = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';
const signingKeys = importSigningKeys([generateSigningJwk('vwr-1')]);
const publicKeys = importKeySet(publicJwks(signingKeys));

/** A function instance with a memory of its own, as a cold start makes it. */
export function instance(parts: Pick<Parts, 'counters' | 'positions'> & Partial<Parts>): VwrApiOptions {
  return vwrApi({
    keys: signingKeys,
    clocks: { wall: Date.now, monotonic: () => performance.now() },
    placeSeconds: 86_400,
    tokenSeconds: 600,
    cookiePath: '/vwr-api',
    logError: () => undefined,
    ...parts,
  });
}

/** What the edge makes of a pass at the time of its clock. */
export const edgeVerifier = (clock: () => Date) =>
  createTokenVerifier({ kind: vwrToken, keys: () => publicKeys, clock });

/** A browser: keeps its cookies, knows its request and its claim. */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  requestId = '';
  readonly claim: string | undefined;

  constructor(claim?: string) {
    this.claim = claim;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async join(api: VwrApiOptions, event = eventId, body: object = {}) {
    const said = this.claim === undefined ? body : { claim: this.claim, ...body };
    const reply = await this.#ask(api, 'POST', `/vwr/assign/${event}`, JSON.stringify(said));
    if (reply.status === 200) this.requestId = String(reply.body.requestId);
    return reply;
  }

  async check(api: VwrApiOptions, event = eventId, requestId = this.requestId) {
    return this.#ask(api, 'GET', `/vwr/check/${event}/${requestId}`, null);
  }

  async status(api: VwrApiOptions, event = eventId) {
    return this.#ask(api, 'GET', `/vwr/status/${event}`, null);
  }

  async #ask(api: VwrApiOptions, httpMethod: string, path: string, body: string | null) {
    const reply = await answer({ httpMethod, path, headers: { Cookie: this.cookie }, body }, api);
    for (const cookie of reply.multiValueHeaders?.['Set-Cookie'] ?? []) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return { status: reply.statusCode, body: JSON.parse(reply.body) as Record<string, unknown>, reply };
  }
}

/** The cookies that an answer sets. */
export function setCookies(reply: ApiAnswer): readonly string[] {
  return reply.multiValueHeaders?.['Set-Cookie'] ?? [];
}
