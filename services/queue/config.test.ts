import { expect } from 'chai';
import { loadConfig } from '../shared/config/load-config.ts';
import { generateSigningJwk } from '../shared/tokens/keys.ts';
import { queueConfigSchema } from './config.ts';

const good = {
  REDIS_URL: 'redis://localhost:6379',
  CATALOG_SERVICE_URL: 'http://localhost:3009',
  INTERNAL_CREDENTIAL: 'x'.repeat(32),
  INTERNAL_CALLERS: '{}',
  ENTRY_TOKEN_KEYS: JSON.stringify([generateSigningJwk('k1')]),
};

describe('the environment of the queue', () => {
  it('has the documented defaults', () => {
    const config = loadConfig(queueConfigSchema, good);

    expect(config).to.include({
      PORT: 3007,
      QUEUE_THRESHOLD: 1000,
      QUEUE_ACTIVE_TTL_SECONDS: 600,
      QUEUE_ADMISSION_INTERVAL_MS: 1000,
      QUEUE_ADMISSION_BATCH_SIZE: 100,
      QUEUE_ENTRY_TOKEN_TTL_SECONDS: 600,
    });
  });

  it('stops the start with every fault at once and no value in the message (E9)', () => {
    const env = {
      ...good,
      INTERNAL_CREDENTIAL: 'short-secret',
      ENTRY_TOKEN_KEYS: '[{"kid":"k1","kty":"oct","k":"secret"}]',
      QUEUE_THRESHOLD: '-1',
      QUEUE_CLAIM_SECONDS: '5',
      REDIS_URL: undefined,
    };

    expect(() => loadConfig(queueConfigSchema, env))
      .to.throw()
      .with.property('message')
      .that.matches(/INTERNAL_CREDENTIAL/)
      .and.matches(/ENTRY_TOKEN_KEYS/)
      .and.matches(/QUEUE_THRESHOLD/)
      .and.matches(/QUEUE_CLAIM_SECONDS/)
      .and.matches(/REDIS_URL/)
      .and.not.matches(/secret/);
  });
});
