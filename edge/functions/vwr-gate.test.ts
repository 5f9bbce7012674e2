import path from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { createCloudfrontFunction } from '../../local/edge/cloudfront-function.ts';
import { edgeFunctionCode } from '../../stacks/bundles/edge-functions.ts';
import { decide } from '../viewer-request/decision.ts';

const active = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';
const later = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0002';
const over = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0003';
const broken = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0004';
const store = new Map([
  [active, '{}'],
  [later, '{"from":"2999-01-01T00:00:00Z"}'],
  [over, '{"until":"2001-01-01T00:00:00Z"}'],
  [broken, '{ half'],
]);

/** The text that is deployed, under the limits of its runtime. */
const gate = createCloudfrontFunction(edgeFunctionCode(path.resolve(import.meta.dirname, '../..'))['vwr-gate'], store);
const ask = async (uri: string, pass?: string, method = 'GET') =>
  gate({
    method,
    uri,
    querystring: {},
    headers: {},
    cookies: pass === undefined ? {} : { 'urr-vwr-token': { value: pass } },
  });

describe('the gate before the token check', () => {
  it('leads people without a pass to the waiting room of their event', async () => {
    for (const uri of [`/events/${active}`, `/queue/${active}`, `/events/${active}/seats`, `/events/${active}/`])
      expect(await ask(uri), uri).to.deep.equal({
        statusCode: 302,
        headers: { location: `/vwr/${active}`, 'cache-control': 'no-store, no-cache, must-revalidate, max-age=0' },
        body: '',
      });
  });

  it('leaves everybody else to the token check: any pass, another page, another time, a store that is away', async () => {
    for (const uri of [
      '/',
      '/events',
      `/vwr/${active}`,
      `/api/events/${active}`,
      `/EVENTS/${active}`,
      `/events/%38f7d`,
    ])
      expect(await ask(uri), uri).to.deep.equal({ uri });
    for (const eventId of [later, over, broken, '00000000-0000-4000-8000-000000000000'])
      expect(await ask(`/events/${eventId}`), eventId).to.deep.equal({ uri: `/events/${eventId}` });
    expect(await ask(`/events/${active}`, 'any')).to.deep.equal({ uri: `/events/${active}` });
  });

  it('turns away only whom the token check would turn away, and to the same place', async () => {
    const never = {
      verify: () => {
        throw new Error('nobody has a token here');
      },
    };
    const knowledge = { vwrTokens: never, entryTokens: never, isActive: (id: string) => id === active };
    const segment = fc.constantFrom(
      'events',
      'queue',
      'vwr',
      'api',
      'seats',
      'book',
      active,
      later,
      'x',
      '',
      '..',
      '%2f',
    );
    const uris = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => `/${segments.join('/')}`);
    await fc.assert(
      fc.asyncProperty(uris, fc.constantFrom('GET', 'POST', 'HEAD', 'DELETE'), async (uri, method) => {
        const outcome = await ask(uri, undefined, method);
        if ('uri' in outcome) return;
        const refusal = decide({ method, uri, headers: {} }, knowledge);
        expect(refusal).to.deep.include({ code: 'VWR_TOKEN_REQUIRED', redirectTo: outcome.headers.location });
        expect(refusal?.toProgram).to.equal(false);
      }),
      {
        numRuns: 500,
        examples: [
          [`/events/${active}`, 'GET'],
          [`/queue/${active}/x`, 'POST'],
        ],
      },
    );
  });
});
