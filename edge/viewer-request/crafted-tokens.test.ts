import { createHmac, sign as cryptoSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { expect } from 'chai';
import { accessToken, entryToken, vwrToken } from '../../services/shared/tokens/claims.ts';
import { generateSigningJwk, importKeySet, importSigningKeys, publicJwks } from '../../services/shared/tokens/keys.ts';
import { createTokenSigner } from '../../services/shared/tokens/sign.ts';
import { createTokenVerifier } from '../../services/shared/tokens/verify.ts';
import { decide, type EdgeKnowledge } from './decision.ts';

// runtime.md 3.2 F at the edge: each token below is sent as the Tier 1 pass and as the entry token; none may be accepted,
// and nothing may throw.

const now = new Date('2026-11-22T12:00:00Z');
const seconds = now.getTime() / 1000;
const clock = () => now;
const event = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';
const other = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0002';
const [vwrKey] = importSigningKeys([generateSigningJwk('vwr-1')]);
const [entryKey] = importSigningKeys([generateSigningJwk('entry-1')]);
const vwrKeys = importKeySet(publicJwks([vwrKey]));
const entryKeys = importKeySet(publicJwks([entryKey]));
const knowledge: EdgeKnowledge = {
  vwrTokens: createTokenVerifier({ kind: vwrToken, keys: () => vwrKeys, clock }),
  entryTokens: createTokenVerifier({ kind: entryToken, keys: () => entryKeys, clock }),
  isActive: () => true,
};

const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const b64 = (text: string | Buffer) => Buffer.from(text).toString('base64url');
const tiers = {
  'tier 1': { typ: 'urr-vwr+jwt', kid: 'vwr-1', iss: 'urr-vwr', aud: 'urr-edge', key: vwrKey.privateKey },
  'tier 2': { typ: 'urr-entry+jwt', kid: 'entry-1', iss: 'urr-queue', aud: 'urr-booking', key: entryKey.privateKey },
};
type Tier = (typeof tiers)['tier 1'];

const seal = (signed: string, key: KeyObject, dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363') =>
  `${signed}.${b64(cryptoSign('sha256', Buffer.from(signed), { key, dsaEncoding }))}`;
const header = ({ typ, kid }: Tier) => ({ alg: 'ES256', typ, kid });
const claims = ({ iss, aud }: Tier) => ({
  iss,
  aud,
  sub: event,
  uid: other,
  jti: other,
  place: 7,
  iat: seconds - 10,
  exp: seconds + 590,
});
const craft = (tier: Tier, changed: object = {}, said: object = {}) =>
  seal(
    `${b64(JSON.stringify({ ...header(tier), ...changed }))}.${b64(JSON.stringify({ ...claims(tier), ...said }))}`,
    tier.key,
  );

/** What is wrong with a token, made anew for each tier. */
const crafted: [string, (tier: Tier) => string][] = [
  ['nothing at all', () => ''],
  ['a word', () => 'undefined'],
  ['quotes', (t) => `"${craft(t)}"`],
  ['a malformed escape', () => '%E0%A4%A'],
  ['an escaped token', (t) => craft(t).replaceAll('.', '%2E')],
  ['zero bytes', () => '\0\0.\0.\0'],
  ['other scripts', () => '대기열.대기열.대기열'],
  ['two parts', (t) => craft(t).split('.').slice(0, 2).join('.')],
  ['four parts', (t) => `${craft(t)}.x`],
  ['no signature', (t) => `${craft(t).split('.').slice(0, 2).join('.')}.`],
  ['a shortened signature', (t) => craft(t).slice(0, -4)],
  ['a lengthened signature', (t) => `${craft(t)}AAAA`],
  ['a signature of zeros', (t) => `${craft(t).split('.').slice(0, 2).join('.')}.${b64(Buffer.alloc(64))}`],
  ['a signature in DER', (t) => seal(craft(t).split('.').slice(0, 2).join('.'), t.key, 'der')],
  ['a padded signature', (t) => `${craft(t)}==`],
  ['the key of a stranger', (t) => craft({ ...t, key: stranger })],
  ['the key of another curve', (t) => craft({ ...t, key: p384 })],
  ['an RSA key', (t) => craft({ ...t, key: rsa })],
  ['alg none, unsigned', (t) => `${b64(JSON.stringify({ ...header(t), alg: 'none' }))}.${craft(t).split('.')[1]}.`],
  ['alg none', (t) => craft(t, { alg: 'none' })],
  ['alg NoNe', (t) => craft(t, { alg: 'NoNe' })],
  ['alg ES384', (t) => craft(t, { alg: 'ES384' })],
  ['alg in small letters', (t) => craft(t, { alg: 'es256' })],
  ['no alg', (t) => craft(t, { alg: undefined })],
  ['alg as a list', (t) => craft(t, { alg: ['ES256'] })],
  ...(['HS256', 'HS512', 'RS256'] as const).map((alg): [string, (tier: Tier) => string] => [
    `${alg} with the public key as secret`,
    (t) => {
      const signed = `${b64(JSON.stringify({ ...header(t), alg }))}.${b64(JSON.stringify(claims(t)))}`;
      const [jwk] = publicJwks([t.kid === 'vwr-1' ? vwrKey : entryKey]).keys;
      return `${signed}.${createHmac('sha256', JSON.stringify(jwk)).update(signed).digest('base64url')}`;
    },
  ]),
  ['typ JWT', (t) => craft(t, { typ: 'JWT' })],
  ['no typ', (t) => craft(t, { typ: undefined })],
  ['a key id that is not known', (t) => craft(t, { kid: 'vwr-2' })],
  ['a key id that is a path', (t) => craft(t, { kid: '../../dev/null' })],
  ['a key id that is a query', (t) => craft(t, { kid: "' OR 1=1 --" })],
  ['a key id __proto__', (t) => craft(t, { kid: '__proto__' })],
  ['no key id', (t) => craft(t, { kid: undefined })],
  [
    'a key of its own in the header',
    (t) => craft({ ...t, key: stranger }, { jwk: stranger.export({ format: 'jwk' }) }),
  ],
  ['an address of keys', (t) => craft({ ...t, key: stranger }, { jku: 'https://example.com/keys' })],
  ['a critical member', (t) => craft(t, { crit: ['b64'], b64: false })],
  ['no end', (t) => craft(t, {}, { exp: undefined })],
  ['an end that is null', (t) => craft(t, {}, { exp: null })],
  ['an end in words', (t) => craft(t, {}, { exp: 'never' })],
  ['an end in the year 2999', (t) => craft(t, {}, { exp: 32_472_144_000 })],
  ['an end now', (t) => craft(t, {}, { exp: seconds })],
  ['an end one second ago', (t) => craft(t, {}, { exp: seconds - 1 })],
  ['an issue in the future', (t) => craft(t, {}, { iat: seconds + 300 })],
  ['no issue', (t) => craft(t, {}, { iat: undefined })],
  ['a beginning in the far future', (t) => craft(t, {}, { nbf: seconds + 3_600 })],
  ['another audience', (t) => craft(t, {}, { aud: 'urr-api' })],
  ['several audiences', (t) => craft(t, {}, { aud: [t.aud, 'urr-api'] })],
  ['another issuer', (t) => craft(t, {}, { iss: 'urr-auth' })],
  ['another event', (t) => craft(t, {}, { sub: other })],
  ['an event list', (t) => craft(t, {}, { sub: [event] })],
  ['every event', (t) => craft(t, {}, { sub: '*' })],
  ['an event with a space', (t) => craft(t, {}, { sub: `${event} ` })],
  ['no event', (t) => craft(t, {}, { sub: undefined })],
  ['a negative place', (t) => craft(t, {}, { place: -1 })],
  ['a place edited after signing', (t) => edited(craft(t), { ...claims(t), place: 1 })],
  ['an event edited after signing', (t) => edited(craft(t, {}, { sub: other }), claims(t))],
  ['a life edited after signing', (t) => edited(craft(t, {}, { exp: seconds - 1 }), claims(t))],
  ['a body with duplicate members', (t) => duplicated(t)],
  ['a body that is a list', (t) => seal(`${b64(JSON.stringify(header(t)))}.${b64('[]')}`, t.key)],
  ['an oversized token', (t) => craft(t, {}, { more: 'a'.repeat(4_000) })],
  ['a megabyte', () => 'a'.repeat(1_000_000)],
];

function edited(token: string, body: object): string {
  const [head, , signature] = token.split('.');
  return `${head}.${b64(JSON.stringify(body))}.${signature}`;
}

function duplicated(tier: Tier): string {
  const body = JSON.stringify(claims(tier)).replace('{', `{"sub":"${other}",`);
  return seal(`${b64(JSON.stringify(header(tier)))}.${b64(body)}`, tier.key);
}

function accepted(name: string, token: string): boolean {
  const path = name === 'tier 1' ? `/events/${event}` : `/api/seats/events/${event}`;
  const passOf = (tier: string) => (tier === 'tier 1' ? 'urr-vwr-token' : 'urr-entry-token');
  const good = name === 'tier 1' ? '' : `; urr-vwr-token=${craft(tiers['tier 1'])}`;
  const headers = { cookie: [{ key: 'Cookie', value: `${passOf(name)}=${token}${good}` }] };
  return decide({ method: 'GET', uri: path, headers }, knowledge) === undefined;
}

describe('crafted tokens at the edge', () => {
  const issuer = { key: vwrKey, clock };
  const sub = { sub: event, uid: other, jti: other, place: 7 };
  const crossed: [string, string, string][] = [
    ['tier 1', 'an entry token', craft(tiers['tier 2'])],
    ['tier 2', 'a pass of Tier 1', craft(tiers['tier 1'])],
    [
      'tier 1',
      'an entry token signed with the key of Tier 1',
      createTokenSigner({ ...issuer, kind: entryToken }).sign(sub, 600),
    ],
    [
      'tier 2',
      'a pass signed with the key of Tier 2',
      createTokenSigner({ key: entryKey, clock, kind: vwrToken }).sign(sub, 600),
    ],
    [
      'tier 1',
      'an access token signed with the key of Tier 1',
      createTokenSigner({ ...issuer, kind: accessToken }).sign(
        { sub: event, email: 'a@b', role: 'admin', jti: other },
        600,
      ),
    ],
  ];
  const all = [
    ...Object.entries(tiers).flatMap(([name, tier]) =>
      crafted.map(([what, make]) => [name, what, make(tier)] as const),
    ),
    ...crossed,
  ];

  it('would pass if they were not crafted', () => {
    for (const [name, tier] of Object.entries(tiers)) expect(accepted(name, craft(tier)), name).to.equal(true);
  });

  it(`are at least 100 (${all.length})`, () => {
    expect(all.length).to.be.at.least(100);
  });

  for (const [name, what, token] of all)
    it(`refuses as ${name}: ${what}`, () => {
      expect(accepted(name, token)).to.equal(false);
    });
});
