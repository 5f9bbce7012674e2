import { expect } from 'chai';
import { accessToken, entryToken, type TokenKind, vwrToken } from './claims.ts';
import { generateSigningJwk, importKeySet, importSigningKeys, publicJwks } from './keys.ts';
import { createTokenSigner } from './sign.ts';
import { TokenError } from './token-error.ts';
import { createTokenVerifier } from './verify.ts';

const eventId = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';
const userId = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0002';
const jti = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0003';
const start = new Date('2026-11-22T12:00:00Z').getTime();

function setUp<C extends object>(kind: TokenKind<C>, kids = ['k1'], cacheSize = 100) {
  const time = { ms: start };
  const clock = () => new Date(time.ms);
  const signingKeys = importSigningKeys(kids.map(generateSigningJwk));
  const published = { keys: importKeySet(publicJwks(signingKeys)) };
  const signer = createTokenSigner({ kind, key: signingKeys[0], clock });
  const verifier = createTokenVerifier({ kind, keys: () => published.keys, clock, cacheSize });
  return { time, clock, signingKeys, published, signer, verifier };
}

describe('tokens', () => {
  it('takes no e-mail that could not go on in a header', () => {
    const { signer } = setUp(accessToken);
    for (const email of ['김@urr.com', 'a@b\r\nx-user-role: admin', 'a b@urr.com']) {
      expect(() => signer.sign({ sub: userId, email, role: 'user', jti }, 1800), email).to.throw(/no claims/);
    }
  });

  it('carries the claims of an access token', () => {
    const { signer, verifier } = setUp(accessToken);

    const claims = verifier.verify(signer.sign({ sub: userId, email: 'kim@urr.com', role: 'admin', jti }, 1800));

    expect(claims).to.deep.equal({
      sub: userId,
      email: 'kim@urr.com',
      role: 'admin',
      jti,
      iat: start / 1000,
      exp: start / 1000 + 1800,
    });
  });

  it('carries the place as a claim of the entry and Tier 1 tokens', () => {
    const entry = setUp(entryToken);
    const vwr = setUp(vwrToken);

    expect(
      entry.verifier.verify(entry.signer.sign({ sub: eventId, uid: userId, jti, place: 4001 }, 600)).place,
    ).to.equal(4001);
    expect(vwr.verifier.verify(vwr.signer.sign({ sub: eventId, uid: 'anonymous', jti, place: 1 }, 600)).uid).to.equal(
      'anonymous',
    );
  });

  it('signs nothing that it would refuse', () => {
    const { signer } = setUp(entryToken);

    expect(() => signer.sign({ sub: 'x', uid: userId, jti, place: 1 }, 600)).to.throw(TokenError);
    expect(() => signer.sign({ sub: eventId, uid: userId, jti, place: 1 }, 0)).to.throw(TokenError);
    expect(() => signer.sign({ sub: eventId, uid: userId, jti, place: 1 }, 100_000)).to.throw(TokenError);
  });

  it('refuses a verified token from the second in which it expires, cache or not', () => {
    const { signer, verifier, time } = setUp(entryToken);
    const token = signer.sign({ sub: eventId, uid: userId, jti, place: 1 }, 600);

    verifier.verify(token);
    time.ms += 599_999;
    verifier.verify(token);
    time.ms += 1;

    expect(() => verifier.verify(token))
      .to.throw(TokenError)
      .with.property('code', 'TOKEN_EXPIRED');
  });

  it('answers a verified token from the cache, frozen', () => {
    const { signer, verifier } = setUp(entryToken);
    const token = signer.sign({ sub: eventId, uid: userId, jti, place: 1 }, 600);

    const first = verifier.verify(token);

    expect(verifier.verify(token)).to.equal(first);
    expect(Object.isFrozen(first)).to.equal(true);
  });

  it('keeps verifying when more tokens come than the cache holds', () => {
    const { signer, verifier } = setUp(entryToken, ['k1'], 4);
    const tokens = Array.from({ length: 40 }, (_, place) =>
      signer.sign({ sub: eventId, uid: userId, jti, place }, 600),
    );

    const places = [...tokens, ...tokens].map((token) => verifier.verify(token).place);

    expect(places).to.deep.equal([...tokens.keys(), ...tokens.keys()]);
  });

  it('logs nobody out when a new key signs and the old one is still published', () => {
    const { signer, verifier, signingKeys, published, clock } = setUp(entryToken, ['old']);
    const before = signer.sign({ sub: eventId, uid: userId, jti, place: 1 }, 600);
    const [fresh] = importSigningKeys([generateSigningJwk('new')]);

    published.keys = importKeySet(publicJwks([fresh, ...signingKeys]));
    const after = createTokenSigner({ kind: entryToken, key: fresh, clock }).sign(
      { sub: eventId, uid: userId, jti, place: 2 },
      600,
    );

    expect(verifier.verify(before).place).to.equal(1);
    expect(verifier.verify(after).place).to.equal(2);
  });

  it('refuses a cached token at once when its key is withdrawn', () => {
    const { signer, verifier, published } = setUp(entryToken);
    const token = signer.sign({ sub: eventId, uid: userId, jti, place: 1 }, 600);
    verifier.verify(token);

    published.keys = importKeySet(publicJwks(importSigningKeys([generateSigningJwk('k2')])));

    expect(() => verifier.verify(token))
      .to.throw(TokenError)
      .with.property('code', 'TOKEN_UNKNOWN_KEY');
  });

  it('publishes no private part', () => {
    const { signingKeys } = setUp(accessToken);

    expect(Object.keys(publicJwks(signingKeys).keys[0] ?? {})).to.have.members([
      'kty',
      'crv',
      'x',
      'y',
      'kid',
      'alg',
      'use',
    ]);
  });

  const jwk = generateSigningJwk('k1');
  const { d: _, ...publicJwk } = jwk;
  const badSets: [string, unknown][] = [
    ['nothing', undefined],
    ['a list', [publicJwk]],
    ['keys that are no list', { keys: publicJwk }],
    ['a key that is null', { keys: [null] }],
    ['a private key', { keys: [jwk] }],
    ['a symmetric key', { keys: [{ kty: 'oct', k: 'AAAA', kid: 'k1' }] }],
    ['another curve', { keys: [{ ...publicJwk, crv: 'P-384' }] }],
    ['a key without id', { keys: [{ ...publicJwk, kid: undefined }] }],
    ['a key id that is a path', { keys: [{ ...publicJwk, kid: '../k' }] }],
    ['an encryption key', { keys: [{ ...publicJwk, use: 'enc' }] }],
    ['a key of another algorithm', { keys: [{ ...publicJwk, alg: 'ES384' }] }],
    ['a point off the curve', { keys: [{ ...publicJwk, x: publicJwk.y, y: publicJwk.y }] }],
    ['two keys of one id', { keys: [publicJwk, publicJwk] }],
  ];
  for (const [what, jwks] of badSets) {
    it(`refuses a key set with ${what}`, () => {
      expect(() => importKeySet(jwks))
        .to.throw(TokenError)
        .with.property('code', 'TOKEN_KEY_INVALID');
    });
  }

  for (const [what, jwks] of [
    ['nothing', undefined],
    ['no keys', []],
    ['a public key', [publicJwk]],
    ['two of one id', [jwk, jwk]],
  ] as const) {
    it(`refuses signing keys with ${what}`, () => {
      expect(() => importSigningKeys(jwks))
        .to.throw(TokenError)
        .with.property('code', 'TOKEN_KEY_INVALID');
    });
  }
});
