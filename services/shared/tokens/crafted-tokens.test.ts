import { expect } from 'chai';
import fc from 'fast-check';
import { craftedClaims, craftedPeople, craftedPlaces } from '../testing/crafted-claims.ts';
import { craftedHeaders, craftedShapes, craftedSignatures } from '../testing/crafted-forms.ts';
import { b64, type Crafted, craft, createForge, flip } from '../testing/token-forge.ts';
import { accessToken, entryToken, vwrToken } from './claims.ts';
import { generateSigningJwk, importKeySet, importSigningKeys, publicJwks } from './keys.ts';
import { createTokenSigner } from './sign.ts';
import { TokenError } from './token-error.ts';
import { createTokenVerifier } from './verify.ts';

// runtime.md 3.2 F: every one of these must be refused, by a TokenError and nothing else. The same ones are sent to the
// running platform by test/tokens.

const now = new Date('2026-11-22T12:00:00Z');
const clock = () => now;
const eventId = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';
const userId = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0002';
const jti = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0003';

const jwk = generateSigningJwk('k1');
const [key] = importSigningKeys([jwk]);
const keys = importKeySet(publicJwks([key]));
const claims = { sub: eventId, uid: userId, jti, place: 7 };
const forge = createForge({ kind: entryToken, jwk, claims, now });
const entries = createTokenVerifier({ kind: entryToken, keys: () => keys, clock });
const good = craft(forge);
const [goodHeader = '', , goodSignature = ''] = good.split('.');
const edited = (change: object) =>
  `${goodHeader}.${b64(JSON.stringify({ ...forge.body, ...change }))}.${goodSignature}`;

const person = { sub: userId, email: 'a@b.kr', role: 'user', jti } as const;
const personForge = createForge({ kind: accessToken, jwk, claims: person, now });
const people = createTokenVerifier({ kind: accessToken, keys: () => keys, clock });

const entryCases: (readonly [what: string, token: unknown, code?: string])[] = [
  ['undefined from untyped code', undefined],
  ['a number from untyped code', 7],
  ['an object from untyped code', {}],
  ['an array from untyped code', [good]],
  ['a space before', ` ${good}`],
  ['a space after', `${good} `],
  ['ten megabytes', 'a'.repeat(10_000_000), 'TOKEN_TOO_LARGE'],
  ['an access token', createTokenSigner({ kind: accessToken, key, clock }).sign(person, 600), 'TOKEN_TYPE'],
  ['a Tier 1 token', createTokenSigner({ kind: vwrToken, key, clock }).sign(claims, 600), 'TOKEN_TYPE'],
  ['an edited place', edited({ place: 1 }), 'TOKEN_SIGNATURE'],
  ['an edited user', edited({ uid: eventId }), 'TOKEN_SIGNATURE'],
  ...craftedShapes(forge),
  ...craftedHeaders(forge),
  ...craftedSignatures(forge),
  ...craftedClaims(forge),
  ...craftedPlaces(forge),
];
const accessCases: Crafted[] = [
  ['an entry token', good, 'TOKEN_TYPE'],
  ...craftedShapes(personForge),
  ...craftedHeaders(personForge),
  ...craftedSignatures(personForge),
  ...craftedClaims(personForge),
  ...craftedPeople(personForge),
];

describe('crafted tokens (10.1 #11, #14)', () => {
  it('would pass if they were not crafted: the same helper makes one that holds', () => {
    expect(entries.verify(good)).to.include(claims);
    expect(people.verify(craft(personForge))).to.include(person);
  });

  it(`are at least 100 of each kind (${entryCases.length} entry, ${accessCases.length} access tokens)`, () => {
    expect(entryCases.length).to.be.at.least(100);
    expect(accessCases.length).to.be.at.least(100);
  });

  for (const [kind, verifier, cases] of [
    ['entry', entries, entryCases],
    ['access', people, accessCases],
  ] as const) {
    for (const [what, token, code] of cases) {
      it(`refuses as ${kind} token ${what}`, () => {
        const refusal = refusalOf(verifier, token);

        expect(refusal).to.be.instanceOf(TokenError);
        if (code !== undefined) expect((refusal as TokenError).code).to.equal(code);
      });
    }
  }

  it('refuses any string that it did not sign, and never fails in another way', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.base64String(), { maxLength: 5 }).map((parts) => parts.join('.')),
        ),
        (token) => {
          expect(refusalOf(entries, token)).to.be.instanceOf(TokenError);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('refuses a good token with any one character changed', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), (at) => {
        expect(refusalOf(entries, flip(good, at))).to.be.instanceOf(TokenError);
      }),
      { numRuns: 500 },
    );
  });
});

function refusalOf(verifier: { readonly verify: (token: string) => unknown }, token: unknown): unknown {
  try {
    return { accepted: verifier.verify(token as string) };
  } catch (error) {
    return error;
  }
}
