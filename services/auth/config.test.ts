import { expect } from 'chai';
import { loadConfig } from '../shared/config/load-config.ts';
import { generateSigningJwk } from '../shared/tokens/keys.ts';
import { authConfig } from './config.ts';

const { d: _, ...publicJwk } = generateSigningJwk('public');
const right = {
  DATABASE_URL: 'postgres://urr_auth:secret@127.0.0.1/auth_db',
  REDIS_URL: 'redis://127.0.0.1:6379',
  INTERNAL_CREDENTIAL: 'x'.repeat(32),
  INTERNAL_CALLERS: '{}',
  ACCESS_TOKEN_KEYS: JSON.stringify([generateSigningJwk('2026-11')]),
  ALLOWED_ORIGINS: 'https://urr.guru, http://localhost:3000',
};

describe('the environment of auth', () => {
  it('needs no more than this, and defaults to the safe side', () => {
    const config = loadConfig(authConfig, right);

    expect(config).to.include({ PORT: 3005, COOKIE_SECURE: true });
    expect(config.ALLOWED_ORIGINS).to.deep.equal(['https://urr.guru', 'http://localhost:3000']);
    expect(config.ACCESS_TOKEN_KEYS.map(({ kid }) => kid)).to.deep.equal(['2026-11']);
  });

  for (const [name, change, complaint] of [
    ['no key at all', { ACCESS_TOKEN_KEYS: '[]' }, 'ACCESS_TOKEN_KEYS: at least one signing key is needed'],
    ['a public key to sign with', { ACCESS_TOKEN_KEYS: JSON.stringify([publicJwk]) }, 'is not private'],
    ['keys that are no JSON', { ACCESS_TOKEN_KEYS: 'secret' }, 'ACCESS_TOKEN_KEYS: is not valid JSON'],
    ['an origin with a path', { ALLOWED_ORIGINS: 'https://urr.guru/' }, 'must be origins'],
    ['no origin', { ALLOWED_ORIGINS: ',' }, 'ALLOWED_ORIGINS'],
    ['an administrator without a password', { ADMIN_EMAIL: 'a@urr.guru' }, 'given together'],
    ['a short administrator password', { ADMIN_EMAIL: 'a@urr.guru', ADMIN_PASSWORD: 'admin' }, 'at least 12'],
    ['a client of Google without its secret', { GOOGLE_CLIENT_ID: 'id' }, 'GOOGLE_CLIENT_SECRET'],
    ['a secret of Naver without its client', { NAVER_CLIENT_SECRET: 'secret' }, 'NAVER_CLIENT_ID'],
    [
      'the local provider in production',
      { NODE_ENV: 'production', OAUTH_LOCAL_PROVIDER_URL: 'http://127.0.0.1:1' },
      'OAUTH_LOCAL_PROVIDER_URL',
    ],
    ['plain cookies in production', { NODE_ENV: 'production', COOKIE_SECURE: 'false' }, 'COOKIE_SECURE'],
  ] as const) {
    it(`refuses ${name}`, () => {
      expect(() => loadConfig(authConfig, { ...right, ...change })).to.throw(complaint);
    });
  }
});
