import { expect } from 'chai';
import { ConfigError, loadConfig } from '../shared/config/load-config.ts';
import { generateSigningJwk, importSigningKeys, publicJwks } from '../shared/tokens/keys.ts';
import { gatewayConfigSchema } from './config.ts';

const privateJwk = generateSigningJwk('e1');
const good = {
  ...Object.fromEntries(
    ['AUTH', 'TICKET', 'PAYMENT', 'STATS', 'QUEUE', 'CATALOG', 'COMMUNITY'].map((name) => [
      `${name}_SERVICE_URL`,
      'http://127.0.0.1:1',
    ]),
  ),
  REDIS_URL: 'redis://127.0.0.1:6379',
  INTERNAL_CREDENTIAL: 'x'.repeat(32),
  ENTRY_TOKEN_JWKS: JSON.stringify(publicJwks(importSigningKeys([privateJwk]))),
};

describe('gateway configuration', () => {
  it('has the documented numbers when nothing else is said (E7)', () => {
    const config = loadConfig(gatewayConfigSchema, good);

    expect(config).to.include({
      PORT: 3001,
      RATE_LIMIT_AUTH_RPM: 20,
      RATE_LIMIT_QUEUE_RPM: 60,
      RATE_LIMIT_BOOKING_RPM: 10,
      RATE_LIMIT_GENERAL_RPM: 100,
      UPSTREAM_CONNECT_TIMEOUT_MS: 5_000,
      UPSTREAM_READ_TIMEOUT_MS: 10_000,
      TRUSTED_PROXY_HOPS: 0,
    });
    expect(config.CORS_ALLOWED_ORIGINS).to.deep.equal(['http://localhost:3000']);
  });

  const bad: [string, Record<string, string>, string][] = [
    ['a short credential', { INTERNAL_CREDENTIAL: 'short' }, 'INTERNAL_CREDENTIAL'],
    ['no credential', { INTERNAL_CREDENTIAL: '' }, 'INTERNAL_CREDENTIAL'],
    ['keys that are no JSON', { ENTRY_TOKEN_JWKS: 'k' }, 'ENTRY_TOKEN_JWKS'],
    ['no keys', { ENTRY_TOKEN_JWKS: '{"keys":[]}' }, 'ENTRY_TOKEN_JWKS'],
    ['a private key', { ENTRY_TOKEN_JWKS: JSON.stringify({ keys: [privateJwk] }) }, 'ENTRY_TOKEN_JWKS'],
    ['a back end without address', { TICKET_SERVICE_URL: 'ticket' }, 'TICKET_SERVICE_URL'],
    ['a negative number of proxies', { TRUSTED_PROXY_HOPS: '-1' }, 'TRUSTED_PROXY_HOPS'],
    ['a limit of nothing', { RATE_LIMIT_AUTH_RPM: '0' }, 'RATE_LIMIT_AUTH_RPM'],
  ];
  for (const [what, change, variable] of bad) {
    it(`stops the process at start for ${what} (E9, 10.1 no. 28)`, () => {
      expect(() => loadConfig(gatewayConfigSchema, { ...good, ...change })).to.throw(ConfigError, variable);
    });
  }

  it('repeats no secret in its complaint', () => {
    expect(() => loadConfig(gatewayConfigSchema, { ...good, INTERNAL_CREDENTIAL: 'hush-hush' }))
      .to.throw()
      .with.property('message')
      .not.include('hush-hush');
  });
});
