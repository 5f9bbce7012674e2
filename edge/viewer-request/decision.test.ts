import { expect } from 'chai';
import fc from 'fast-check';
import { entryToken, vwrToken } from '../../services/shared/tokens/claims.ts';
import { generateSigningJwk, importKeySet, importSigningKeys, publicJwks } from '../../services/shared/tokens/keys.ts';
import { createTokenSigner } from '../../services/shared/tokens/sign.ts';
import { createTokenVerifier } from '../../services/shared/tokens/verify.ts';
import { decide, type EdgeKnowledge } from './decision.ts';

const now = new Date('2026-11-22T12:00:00Z');
const clock = () => now;
const event = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';
const quiet = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0002';
const user = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0003';
const [vwrKey] = importSigningKeys([generateSigningJwk('vwr-1')]);
const [entryKey] = importSigningKeys([generateSigningJwk('entry-1')]);
const vwrKeys = importKeySet(publicJwks([vwrKey]));
const entryKeys = importKeySet(publicJwks([entryKey]));
const knowledge: EdgeKnowledge = {
  vwrTokens: createTokenVerifier({ kind: vwrToken, keys: () => vwrKeys, clock }),
  entryTokens: createTokenVerifier({ kind: entryToken, keys: () => entryKeys, clock }),
  isActive: (id) => id === event,
};
const claims = (sub: string) => ({ sub, uid: user, jti: user, place: 7 });
const pass = (sub = event) =>
  `urr-vwr-token=${createTokenSigner({ kind: vwrToken, key: vwrKey, clock }).sign(claims(sub), 600)}`;
const entry = (sub = event, at = clock) =>
  createTokenSigner({ kind: entryToken, key: entryKey, clock: at }).sign(claims(sub), 600);
const entryCookie = (sub = event) => `urr-entry-token=${entry(sub)}`;

function ask(target: string, cookie?: string, headers: Record<string, string> = {}) {
  const [method = '', uri = ''] = target.split(' ');
  const all = cookie === undefined ? headers : { ...headers, cookie };
  const asEdge = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [{ key: name, value }]]));
  return decide({ method, uri, headers: asEdge }, knowledge);
}

describe('the decision at the edge', () => {
  describe('lets pass without any token (domain.md 4.8, rows 1, 3, 6)', () => {
    for (const target of [
      'GET /',
      'GET /search',
      'GET /health',
      'GET /actuator/health/liveness',
      `GET /vwr/${event}`,
      `POST /vwr-api/vwr/assign/${event}`,
      `GET /api/queue/status/${event}`,
      `GET /api/v1/queue/status/${event}`,
      'POST /api/auth/login',
      `GET /api/events/${event}`,
      `GET /api/v1/events/${event}`,
      'GET /api/stats/overview',
      `GET /events/${quiet}`,
      `GET /queue/${quiet}`,
      `POST /api/queue/check/${quiet}`,
      // domain.md 10.1 #6, #7, #9, #10: owner reads, cancelling and administration need no token of a line.
      'GET /api/reservations/my',
      `GET /api/reservations/${event}`,
      `POST /api/reservations/${event}/cancel`,
      `GET /api/admin/events/${event}`,
      `GET /api/seats/reservation/${event}`,
      'OPTIONS /api/reservations',
    ])
      it(target, () => {
        expect(ask(target)).to.equal(undefined);
      });
  });

  describe('sends to the waiting room while it is active', () => {
    const rows: [string, boolean][] = [
      [`GET /events/${event}`, false],
      [`GET /events/${event}/`, false],
      [`GET /events/${event.toUpperCase()}`, false],
      [`GET /Events/${event}`, false],
      [`GET /%65vents/${event}`, false],
      [`GET /events/${event}/seats`, false],
      [`GET /events/${event}/book`, false],
      [`GET /queue/${event}`, false],
      [`GET /api/seats/events/${event}`, true],
      [`GET /api/v1/seats/events/${event}`, true],
      [`GET /api/tickets/event/${event}`, true],
      [`POST /api/queue/check/${event}`, true],
      [`POST /api/v1/queue/check/${event}/`, true],
    ];
    for (const [target, toProgram] of rows)
      it(target, () => {
        const refusal = { code: 'VWR_TOKEN_REQUIRED', redirectTo: `/vwr/${event}`, toProgram };
        expect(ask(target)).to.deep.equal(refusal);
        expect(ask(target, pass(quiet))).to.deep.equal(refusal);
        expect(ask(target, entryCookie().replace('urr-entry-token', 'urr-vwr-token'))).to.deep.equal(refusal);
        expect(ask(target, `${pass()}; ${entryCookie()}`)).to.equal(undefined);
      });
  });

  describe('demands an entry token where the gateway does', () => {
    for (const target of ['POST /api/reservations', 'POST /api/v1/reservations', 'POST /api/seats/reserve'])
      it(target, () => {
        expect(ask(target)).to.deep.equal({ code: 'ENTRY_TOKEN_REQUIRED', redirectTo: '/', toProgram: true });
        expect(ask(target, entryCookie(quiet))).to.equal(undefined);
      });

    it('of the event that the path names', () => {
      expect(ask(`GET /api/seats/events/${quiet}`, entryCookie(event))).to.deep.equal({
        code: 'ENTRY_TOKEN_WRONG_EVENT',
        redirectTo: `/queue/${quiet}`,
        toProgram: true,
      });
      expect(ask(`GET /api/seats/events/${quiet}`, entryCookie(quiet))).to.equal(undefined);
    });

    it('and leads a person to the queue', () => {
      expect(ask(`GET /events/${quiet}/seats`)).to.deep.equal({
        code: 'ENTRY_TOKEN_REQUIRED',
        redirectTo: `/queue/${quiet}`,
        toProgram: false,
      });
    });

    it('from the cookie first, then from the header', () => {
      const header = { 'x-queue-entry-token': entry(quiet) };
      expect(ask('POST /api/reservations', undefined, header)).to.equal(undefined);
      expect(ask('POST /api/reservations', 'urr-entry-token=nonsense', header)).to.equal(undefined);
    });

    it('that has not expired', () => {
      const old = entry(quiet, () => new Date(now.getTime() - 601_000));
      expect(ask('POST /api/reservations', `urr-entry-token=${old}`)?.code).to.equal('ENTRY_TOKEN_EXPIRED');
    });
  });

  it('refuses paths that two parsers could read differently', () => {
    for (const path of ['//api/reservations', '/api/./reservations', '/api%2freservations', '/api/%', '/a\\b', '/é'])
      expect(ask(`POST ${path}`)?.code, path).to.equal('MALFORMED_REQUEST');
  });

  it('finds the token among other cookies, and among two of its name', () => {
    expect(ask(`GET /events/${event}`, `a=b; urr-vwr-tokens=1;urr-vwr-token=old; ${pass()}; c=%E0%A4%A`)).to.equal(
      undefined,
    );
  });

  it('looks at no more than three tokens of a name', () => {
    const many = `${'urr-vwr-token=x; '.repeat(3)}${pass()}`;
    expect(ask(`GET /events/${event}`, many)?.code).to.equal('VWR_TOKEN_REQUIRED');
  });

  it('never throws and never opens, whatever cookie and path are sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (cookie, rest) => {
        expect(ask(`GET /events/${event}`, `urr-vwr-token=${cookie}`)?.code).to.equal('VWR_TOKEN_REQUIRED');
        decide({ method: rest, uri: `/${rest}`, headers: { cookie: [{ value: rest }] } }, knowledge);
        decide({ method: 'POST', uri: rest, headers: {} }, knowledge);
      }),
      { numRuns: 2_000 },
    );
  });
});
