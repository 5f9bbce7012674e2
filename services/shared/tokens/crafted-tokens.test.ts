import { createHmac, createPrivateKey, sign as cryptoSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { accessToken, entryToken, vwrToken } from './claims.ts';
import { generateSigningJwk, importKeySet, importSigningKeys, publicJwks } from './keys.ts';
import { createTokenSigner } from './sign.ts';
import { TokenError } from './token-error.ts';
import { createTokenVerifier } from './verify.ts';

// runtime.md 3.2 F: every one of these must be refused, by a TokenError and nothing else.

const now = new Date('2026-11-22T12:00:00Z');
const seconds = now.getTime() / 1000;
const clock = () => now;
const eventId = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';
const userId = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0002';
const jti = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0003';

const jwk = generateSigningJwk('k1');
const [key] = importSigningKeys([jwk]);
const jwks = publicJwks([key]);
const keys = importKeySet(jwks);
const verifier = createTokenVerifier({ kind: entryToken, keys: () => keys, clock });

const header = { alg: 'ES256', typ: 'urr-entry+jwt', kid: 'k1' };
const body = {
  iss: 'urr-queue',
  aud: 'urr-booking',
  sub: eventId,
  uid: userId,
  jti,
  place: 7,
  iat: seconds - 10,
  exp: seconds + 590,
};

const b64 = (text: string | Buffer) => Buffer.from(text).toString('base64url');
const seal = (
  signed: string,
  privateKey: KeyObject = key.privateKey,
  dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363',
) => `${signed}.${b64(cryptoSign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding }))}`;
const raw = (headerText: string | Buffer, bodyText: string | Buffer) => seal(`${b64(headerText)}.${b64(bodyText)}`);
const craft = (headerChange: object = {}, bodyChange: object = {}) =>
  raw(JSON.stringify({ ...header, ...headerChange }), JSON.stringify({ ...body, ...bodyChange }));
const hmac = (secret: string | Buffer, alg = 'HS256') => {
  const signed = `${b64(JSON.stringify({ ...header, alg }))}.${b64(JSON.stringify(body))}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
};
const good = craft();
const [goodHeader = '', goodBody = '', goodSignature = ''] = good.split('.');
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const pem = createPrivateKey({ key: jwk, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' }).toString();
const bodyText = JSON.stringify(body);
const flip = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
const access = createTokenSigner({ kind: accessToken, key, clock });
const vwr = createTokenSigner({ kind: vwrToken, key, clock });

const crafted: [what: string, token: unknown, code?: string][] = [
  ['nothing', ''],
  ['undefined from untyped code', undefined],
  ['a number from untyped code', 7],
  ['an object from untyped code', {}],
  ['an array from untyped code', [good]],
  ['one dot', '.'],
  ['two dots', '..'],
  ['three dots', '...'],
  ['two parts', `${goodHeader}.${goodBody}`],
  ['four parts', `${good}.AAAA`],
  ['five parts as in an encrypted token', `${good}.AAAA.AAAA`],
  ['no signature', `${goodHeader}.${goodBody}.`, 'TOKEN_MALFORMED'],
  ['no header', `.${goodBody}.${goodSignature}`],
  ['no body', `${goodHeader}..${goodSignature}`],
  ['a space before', ` ${good}`],
  ['a space after', `${good} `],
  ['a line feed inside', good.replace('.', '.\n')],
  ['a NUL after', `${good}\0`],
  ['a percent sequence', good.replaceAll('.', '%2e')],
  ['half a percent sequence', `${good}%E0%A4%A`],
  ['letters outside ASCII', `${good}가`],
  [
    'a letter that is the right byte when cut to 8 bits',
    `${goodHeader}.${String.fromCharCode(goodBody.charCodeAt(0) + 256)}${goodBody.slice(1)}.${goodSignature}`,
    'TOKEN_MALFORMED',
  ],
  ['a lone surrogate', `\ud800${good}`],
  ['padding', `${good}==`],
  [
    'base64 instead of base64url',
    `${goodHeader}.${goodBody}.${Buffer.from(goodSignature, 'base64url').toString('base64').replace('=', '+/')}`,
  ],
  ['alg none without a signature', `${b64(JSON.stringify({ ...header, alg: 'none' }))}.${goodBody}.`],
  ['alg none with a signature', craft({ alg: 'none' }), 'TOKEN_ALGORITHM'],
  ['alg NONE', craft({ alg: 'NONE' }), 'TOKEN_ALGORITHM'],
  ['alg nOnE', craft({ alg: 'nOnE' }), 'TOKEN_ALGORITHM'],
  ['alg es256', craft({ alg: 'es256' }), 'TOKEN_ALGORITHM'],
  ['alg ES384', craft({ alg: 'ES384' }), 'TOKEN_ALGORITHM'],
  ['alg RS256', craft({ alg: 'RS256' }), 'TOKEN_ALGORITHM'],
  ['alg EdDSA', craft({ alg: 'EdDSA' }), 'TOKEN_ALGORITHM'],
  ['alg as an array', craft({ alg: ['ES256'] }), 'TOKEN_ALGORITHM'],
  ['alg null', craft({ alg: null }), 'TOKEN_ALGORITHM'],
  ['no alg', craft({ alg: undefined }), 'TOKEN_ALGORITHM'],
  ['HS256 with the public key as secret', hmac(JSON.stringify(jwks.keys[0])), 'TOKEN_ALGORITHM'],
  ['HS256 with the PEM as secret', hmac(pem), 'TOKEN_ALGORITHM'],
  ['HMAC under the name ES256', hmac('secret', 'ES256'), 'TOKEN_SIGNATURE'],
  ['an unknown key id', craft({ kid: 'k2' }), 'TOKEN_UNKNOWN_KEY'],
  ['no key id', craft({ kid: undefined }), 'TOKEN_UNKNOWN_KEY'],
  ['a key id that is a path', craft({ kid: '../../../../dev/null' }), 'TOKEN_UNKNOWN_KEY'],
  ['a key id that is SQL', craft({ kid: "k1' OR '1'='1" }), 'TOKEN_UNKNOWN_KEY'],
  ['a key id that is a prototype member', craft({ kid: '__proto__' }), 'TOKEN_UNKNOWN_KEY'],
  ['a key id that is "constructor"', craft({ kid: 'constructor' }), 'TOKEN_UNKNOWN_KEY'],
  ['a key id that is an object', craft({ kid: { k1: true } }), 'TOKEN_UNKNOWN_KEY'],
  ['an embedded key', craft({ jwk: jwks.keys[0] }), 'TOKEN_MALFORMED'],
  ['a key address', craft({ jku: 'https://evil.example/jwks.json' }), 'TOKEN_MALFORMED'],
  ['a certificate chain', craft({ x5c: ['MIIB'] }), 'TOKEN_MALFORMED'],
  ['a critical extension', craft({ crit: ['exp'] }), 'TOKEN_MALFORMED'],
  ['an unencoded payload', craft({ b64: false, crit: ['b64'] }), 'TOKEN_MALFORMED'],
  ['a compressed payload', craft({ zip: 'DEF' }), 'TOKEN_MALFORMED'],
  ['type JWT', craft({ typ: 'JWT' }), 'TOKEN_TYPE'],
  ['no type', craft({ typ: undefined }), 'TOKEN_TYPE'],
  ['an access token', access.sign({ sub: userId, email: 'a@b.kr', role: 'user', jti }, 600), 'TOKEN_TYPE'],
  ['a Tier 1 token', vwr.sign({ sub: eventId, uid: userId, jti, place: 1 }, 600), 'TOKEN_TYPE'],
  [
    'a header with a duplicate alg',
    raw(`{"alg":"none","alg":"ES256","typ":"urr-entry+jwt","kid":"k1"}`, bodyText),
    'TOKEN_MALFORMED',
  ],
  ['a header with spaces', raw(`{ "alg":"ES256","typ":"urr-entry+jwt","kid":"k1" }`, bodyText), 'TOKEN_MALFORMED'],
  ['a header that is an array', raw('["ES256"]', bodyText), 'TOKEN_MALFORMED'],
  ['a header that is a string', raw('"ES256"', bodyText), 'TOKEN_MALFORMED'],
  ['a header that is null', raw('null', bodyText), 'TOKEN_MALFORMED'],
  ['a header that is not JSON', raw('ES256', bodyText), 'TOKEN_MALFORMED'],
  ['a header that is not UTF-8', raw(Buffer.from([0x7b, 0xff, 0x7d]), bodyText), 'TOKEN_MALFORMED'],
  ['a truncated signature', good.slice(0, -1)],
  ['half a signature', good.slice(0, -43)],
  ['a longer signature', `${good}AAAA`, 'TOKEN_SIGNATURE'],
  ['a changed signature', `${goodHeader}.${goodBody}.${flip(goodSignature, 20)}`, 'TOKEN_SIGNATURE'],
  ['a zero signature (psychic signature)', `${goodHeader}.${goodBody}.${b64(Buffer.alloc(64))}`, 'TOKEN_SIGNATURE'],
  [
    'a signature of spare bits',
    `${goodHeader}.${goodBody}.${goodSignature.slice(0, -1)}${goodSignature.endsWith('B') ? 'C' : 'B'}`,
  ],
  ['a DER signature', seal(`${goodHeader}.${goodBody}`, key.privateKey, 'der')],
  ['a signature of another key', seal(`${goodHeader}.${goodBody}`, stranger), 'TOKEN_SIGNATURE'],
  ['a signature on another curve', seal(`${goodHeader}.${goodBody}`, p384), 'TOKEN_SIGNATURE'],
  [
    'an RSA signature',
    `${goodHeader}.${goodBody}.${b64(cryptoSign('sha256', Buffer.from(`${goodHeader}.${goodBody}`), rsa))}`,
    'TOKEN_SIGNATURE',
  ],
  [
    'an edited place',
    `${goodHeader}.${b64(JSON.stringify({ ...body, place: 1 }))}.${goodSignature}`,
    'TOKEN_SIGNATURE',
  ],
  [
    'an edited user',
    `${goodHeader}.${b64(JSON.stringify({ ...body, uid: eventId }))}.${goodSignature}`,
    'TOKEN_SIGNATURE',
  ],
  [
    'an edited end',
    `${goodHeader}.${b64(JSON.stringify({ ...body, exp: seconds + 3000 }))}.${goodSignature}`,
    'TOKEN_SIGNATURE',
  ],
  [
    'the body of another token',
    `${goodHeader}.${craft({}, { place: 1 }).split('.')[1]}.${goodSignature}`,
    'TOKEN_SIGNATURE',
  ],
  [
    'a duplicate exp',
    raw(JSON.stringify(header), bodyText.replace('{', `{"exp":${seconds + 100},`)),
    'TOKEN_MALFORMED',
  ],
  ['a duplicate uid', raw(JSON.stringify(header), bodyText.replace('{', `{"uid":"${eventId}",`)), 'TOKEN_MALFORMED'],
  ['a body that is an array', raw(JSON.stringify(header), '[]'), 'TOKEN_MALFORMED'],
  ['a body that is null', raw(JSON.stringify(header), 'null'), 'TOKEN_MALFORMED'],
  ['a body that is not JSON', raw(JSON.stringify(header), '{'), 'TOKEN_MALFORMED'],
  [
    'a body that is not UTF-8',
    raw(JSON.stringify(header), Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')])),
    'TOKEN_MALFORMED',
  ],
  [
    'a body with an escape that hides a key',
    raw(JSON.stringify(header), bodyText.replace('"exp"', '"\\u0065xp"')),
    'TOKEN_MALFORMED',
  ],
  ['an empty body', raw(JSON.stringify(header), '{}'), 'TOKEN_AUDIENCE'],
  ['no end', craft({}, { exp: undefined }), 'TOKEN_CLAIMS'],
  ['an end that is null', craft({}, { exp: null }), 'TOKEN_CLAIMS'],
  ['an end that is a string', craft({}, { exp: String(seconds + 100) }), 'TOKEN_CLAIMS'],
  ['an end with a fraction', craft({}, { exp: seconds + 0.5 }), 'TOKEN_CLAIMS'],
  [
    'an end beyond safe integers',
    raw(JSON.stringify(header), bodyText.replace(`${seconds + 590}`, '1e+300')),
    'TOKEN_CLAIMS',
  ],
  ['an end far beyond the longest life', craft({}, { exp: seconds + 10_000 }), 'TOKEN_CLAIMS'],
  ['an end before the issue', craft({}, { exp: seconds - 20 }), 'TOKEN_CLAIMS'],
  ['an end now', craft({}, { exp: seconds }), 'TOKEN_EXPIRED'],
  ['an end one second ago', craft({}, { iat: seconds - 600, exp: seconds - 1 }), 'TOKEN_EXPIRED'],
  ['no issue time', craft({}, { iat: undefined }), 'TOKEN_CLAIMS'],
  ['an issue time in the future', craft({}, { iat: seconds + 120 }), 'TOKEN_NOT_YET_VALID'],
  ['a negative issue time', craft({}, { iat: -1 }), 'TOKEN_CLAIMS'],
  ['a beginning in the far future', craft({}, { nbf: seconds + 3600 }), 'TOKEN_NOT_YET_VALID'],
  ['a beginning that is no time', craft({}, { nbf: 'now' }), 'TOKEN_CLAIMS'],
  ['another audience', craft({}, { aud: 'urr-api' }), 'TOKEN_AUDIENCE'],
  ['several audiences', craft({}, { aud: ['urr-booking', 'urr-api'] }), 'TOKEN_AUDIENCE'],
  ['no audience', craft({}, { aud: undefined }), 'TOKEN_AUDIENCE'],
  ['another issuer', craft({}, { iss: 'evil' }), 'TOKEN_AUDIENCE'],
  ['no event', craft({}, { sub: undefined }), 'TOKEN_CLAIMS'],
  ['an event that is no id', craft({}, { sub: '*' }), 'TOKEN_CLAIMS'],
  ['an event in capitals', craft({}, { sub: eventId.toUpperCase() }), 'TOKEN_CLAIMS'],
  ['an event with a line feed after it', craft({}, { sub: `${eventId}\n` }), 'TOKEN_CLAIMS'],
  ['an event list', craft({}, { sub: [eventId] }), 'TOKEN_CLAIMS'],
  ['no user', craft({}, { uid: undefined }), 'TOKEN_CLAIMS'],
  ['the user "anonymous"', craft({}, { uid: 'anonymous' }), 'TOKEN_CLAIMS'],
  ['a user with a header break', craft({}, { uid: 'a\r\nX-User-Role: admin' }), 'TOKEN_CLAIMS'],
  ['no jti', craft({}, { jti: undefined }), 'TOKEN_CLAIMS'],
  ['an endless jti', craft({}, { jti: 'a'.repeat(300) }), 'TOKEN_CLAIMS'],
  ['no place', craft({}, { place: undefined }), 'TOKEN_CLAIMS'],
  ['a negative place', craft({}, { place: -1 }), 'TOKEN_CLAIMS'],
  ['a place between two', craft({}, { place: 0.5 }), 'TOKEN_CLAIMS'],
  ['a place in words', craft({}, { place: '1' }), 'TOKEN_CLAIMS'],
  ['an oversized token', craft({}, { more: 'a'.repeat(3_000) }), 'TOKEN_TOO_LARGE'],
  ['ten megabytes', 'a'.repeat(10_000_000), 'TOKEN_TOO_LARGE'],
  ['ten thousand dots', '.'.repeat(2_000)],
  ['deeply nested JSON', raw(JSON.stringify(header), '['.repeat(700)), 'TOKEN_MALFORMED'],
];

describe('crafted tokens', () => {
  it('would pass if they were not crafted: the same helper makes one that holds', () => {
    expect(verifier.verify(good)).to.include({ sub: eventId, uid: userId, jti, place: 7 });
  });

  it(`are at least 100 (${crafted.length})`, () => {
    expect(crafted.length).to.be.at.least(100);
  });

  for (const [what, token, code] of crafted) {
    it(`refuses ${what}`, () => {
      const refusal = refusalOf(token);

      expect(refusal).to.be.instanceOf(TokenError);
      if (code !== undefined) expect((refusal as TokenError).code).to.equal(code);
    });
  }

  it('refuses any string that it did not sign, and never fails in another way', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.base64String(), { maxLength: 5 }).map((parts) => parts.join('.')),
        ),
        (token) => {
          expect(refusalOf(token)).to.be.instanceOf(TokenError);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('refuses a good token with any one character changed', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), (at) => {
        expect(refusalOf(flip(good, at))).to.be.instanceOf(TokenError);
      }),
      { numRuns: 500 },
    );
  });
});

function refusalOf(token: unknown): unknown {
  try {
    return { accepted: verifier.verify(token as string) };
  } catch (error) {
    return error;
  }
}
