import { sign as cryptoSign, generateKeyPairSync } from 'node:crypto';
import { b64, type Crafted, craft, type Forge, flip, hmac, keyTexts, raw, seal } from './token-forge.ts';

const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

const partsOf = (token: string): [header: string, body: string, signature: string] => {
  const [header = '', body = '', signature = ''] = token.split('.');
  return [header, body, signature];
};

/** Things that are no token at all, whatever their kind. */
export function craftedShapes(forge: Forge): Crafted[] {
  const good = craft(forge);
  const [header, body, signature] = partsOf(good);
  const base64 = Buffer.from(signature, 'base64url').toString('base64').replace('=', '+/');
  const wide = `${header}.${String.fromCharCode(body.charCodeAt(0) + 256)}${body.slice(1)}.${signature}`;
  return [
    ['nothing', ''],
    ['one dot', '.'],
    ['two dots', '..'],
    ['three dots', '...'],
    ['two parts', `${header}.${body}`],
    ['four parts', `${good}.AAAA`],
    ['five parts as in an encrypted token', `${good}.AAAA.AAAA`],
    ['no signature', `${header}.${body}.`, 'TOKEN_MALFORMED'],
    ['no header', `.${body}.${signature}`],
    ['no body', `${header}..${signature}`],
    ['a line feed inside', good.replace('.', '.\n')],
    ['a NUL after', `${good}\0`],
    ['a percent sequence', good.replaceAll('.', '%2e')],
    ['half a percent sequence', `${good}%E0%A4%A`],
    ['letters outside ASCII', `${good}가`],
    ['a letter that is the right byte when cut to 8 bits', wide, 'TOKEN_MALFORMED'],
    ['a lone surrogate', `\ud800${good}`],
    ['padding', `${good}==`],
    ['base64 instead of base64url', `${header}.${body}.${base64}`],
    ['two tokens with a comma', `${good},${good}`],
    ['an oversized token', craft(forge, {}, { more: 'a'.repeat(3_000) }), 'TOKEN_TOO_LARGE'],
    ['ten thousand dots', '.'.repeat(2_000)],
    ['deeply nested JSON', raw(forge, JSON.stringify(forge.header), '['.repeat(700)), 'TOKEN_MALFORMED'],
  ];
}

/** Headers that choose their own algorithm, key or rules (RFC 8725 2.1, 2.7, 3.1). */
export function craftedHeaders(forge: Forge): Crafted[] {
  const { publicJwk } = forge;
  const { kid } = publicJwk;
  const { typ } = forge.kind;
  const texts = keyTexts(forge);
  const body = JSON.stringify(forge.body);
  const none = b64(JSON.stringify({ ...forge.header, alg: 'none' }));
  const algorithms = ['none', 'NONE', 'nOnE', 'es256', 'ES384', 'RS256', 'EdDSA', ['ES256'], null, undefined];
  const keyIds: [string, unknown][] = [
    ['an unknown key id', `${kid}-2`],
    ['no key id', undefined],
    ['a key id that is a path', '../../../../dev/null'],
    ['a key id that is SQL', `${kid}' OR '1'='1`],
    ['a key id that is a prototype member', '__proto__'],
    ['a key id that is "constructor"', 'constructor'],
    ['a key id that is an object', { [kid]: true }],
  ];
  const additions: [string, object][] = [
    ['an embedded key', { jwk: publicJwk }],
    ['a key address', { jku: 'https://evil.example/jwks.json' }],
    ['a certificate chain', { x5c: ['MIIB'] }],
    ['a certificate address', { x5u: 'https://evil.example/cert.pem' }],
    ['a critical extension', { crit: ['exp'] }],
    ['an unencoded payload', { b64: false, crit: ['b64'] }],
    ['a compressed payload', { zip: 'DEF' }],
  ];
  const texts2: [string, string | Buffer][] = [
    ['a duplicate alg', `{"alg":"none","alg":"ES256","typ":"${typ}","kid":"${kid}"}`],
    ['spaces', `{ "alg":"ES256","typ":"${typ}","kid":"${kid}" }`],
    ['an array', '["ES256"]'],
    ['a string', '"ES256"'],
    ['null', 'null'],
    ['text that is not JSON', 'ES256'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
  ];
  return [
    ['alg none without a signature', `${none}.${b64(body)}.`],
    ...algorithms.map((alg): Crafted => [`alg ${JSON.stringify(alg)}`, craft(forge, { alg }), 'TOKEN_ALGORITHM']),
    ['HS256 with the public key as secret', hmac(forge, texts.jwk), 'TOKEN_ALGORITHM'],
    ['HS256 with the public PEM as secret', hmac(forge, texts.publicPem), 'TOKEN_ALGORITHM'],
    ['HS256 with the PEM as secret', hmac(forge, texts.privatePem), 'TOKEN_ALGORITHM'],
    ['HS256 with an empty secret', hmac(forge, ''), 'TOKEN_ALGORITHM'],
    ['HMAC under the name ES256', hmac(forge, 'secret', 'ES256'), 'TOKEN_SIGNATURE'],
    ...keyIds.map(([what, id]): Crafted => [what, craft(forge, { kid: id }), 'TOKEN_UNKNOWN_KEY']),
    ...additions.map(([what, more]): Crafted => [what, craft(forge, more), 'TOKEN_MALFORMED']),
    ['type JWT', craft(forge, { typ: 'JWT' }), 'TOKEN_TYPE'],
    ['the type in capitals', craft(forge, { typ: typ.toUpperCase() }), 'TOKEN_TYPE'],
    ['no type', craft(forge, { typ: undefined }), 'TOKEN_TYPE'],
    ...texts2.map(([what, text]): Crafted => [`a header with ${what}`, raw(forge, text, body), 'TOKEN_MALFORMED']),
  ];
}

/** Signatures that are missing a piece, of another key, or of another token. */
export function craftedSignatures(forge: Forge): Crafted[] {
  const good = craft(forge);
  const [header, body, signature] = partsOf(good);
  const signed = `${header}.${body}`;
  const edited = (change: object) => `${header}.${b64(JSON.stringify({ ...forge.body, ...change }))}.${signature}`;
  const [, otherBody] = partsOf(craft(forge, {}, { iat: forge.seconds - 11 }));
  return [
    ['a truncated signature', good.slice(0, -1)],
    ['half a signature', good.slice(0, -43)],
    ['a longer signature', `${good}AAAA`, 'TOKEN_SIGNATURE'],
    ['a changed signature', `${signed}.${flip(signature, 20)}`, 'TOKEN_SIGNATURE'],
    ['a zero signature (psychic signature)', `${signed}.${b64(Buffer.alloc(64))}`, 'TOKEN_SIGNATURE'],
    ['a signature of spare bits', `${signed}.${signature.slice(0, -1)}${signature.endsWith('B') ? 'C' : 'B'}`],
    ['a DER signature', seal(signed, forge.privateKey, 'der')],
    ['a signature of another key', seal(signed, stranger), 'TOKEN_SIGNATURE'],
    ['a signature on another curve', seal(signed, p384), 'TOKEN_SIGNATURE'],
    ['an RSA signature', `${signed}.${b64(cryptoSign('sha256', Buffer.from(signed), rsa))}`, 'TOKEN_SIGNATURE'],
    ['an edited end', edited({ exp: forge.seconds + 3_000 }), 'TOKEN_SIGNATURE'],
    ['an edited beginning', edited({ iat: forge.seconds - 20 }), 'TOKEN_SIGNATURE'],
    ['the body of another token', `${header}.${otherBody}.${signature}`, 'TOKEN_SIGNATURE'],
  ];
}
