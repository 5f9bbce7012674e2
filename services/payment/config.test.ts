import { expect } from 'chai';
import { loadConfig } from '../shared/config/load-config.ts';
import { paymentConfigSchema } from './config.ts';

const good = {
  DATABASE_URL: 'postgres://localhost/payment_db',
  KAFKA_BROKERS: 'localhost:9092',
  INTERNAL_CREDENTIAL: 'x'.repeat(32),
  INTERNAL_CALLERS: '{}',
  TICKET_SERVICE_URL: 'http://localhost:3002',
  TOSS_SECRET_KEY: 'test_sk_0123456789',
  TOSS_CLIENT_KEY: 'test_ck',
  WEBHOOK_SECRET: 'w'.repeat(32),
};

describe('payment configuration', () => {
  it('takes Toss by default, on the documented port', () => {
    expect(loadConfig(paymentConfigSchema, good)).to.include({
      PORT: 3003,
      PAYMENT_PROVIDER: 'toss',
      TOSS_API_URL: 'https://api.tosspayments.com',
    });
  });

  for (const [title, change, fault] of [
    [
      'the test provider in production',
      { NODE_ENV: 'production', PAYMENT_PROVIDER: 'test', TEST_PROVIDER_URL: 'http://x' },
      'PAYMENT_PROVIDER',
    ],
    ['the test provider without its address', { PAYMENT_PROVIDER: 'test' }, 'TEST_PROVIDER_URL'],
    ['a short webhook secret', { WEBHOOK_SECRET: 'short' }, 'WEBHOOK_SECRET'],
    ['a short secret key', { TOSS_SECRET_KEY: 'sk' }, 'TOSS_SECRET_KEY'],
    ['plain http to Toss in production', { NODE_ENV: 'production', TOSS_API_URL: 'http://toss' }, 'TOSS_API_URL'],
    ['a lease shorter than a call', { PROVIDER_TIMEOUT_MS: '20000' }, 'SETTLEMENT_LEASE_MS'],
  ] as const) {
    it(`refuses ${title}`, () => {
      expect(() => loadConfig(paymentConfigSchema, { ...good, ...change })).to.throw(fault);
    });
  }
});
