import { expect } from 'chai';
import { z } from 'zod';
import { databaseSettings, httpSettings, internalSettings, kafkaSettings } from './common-settings.ts';
import { ConfigError, loadConfig } from './load-config.ts';

const schema = z.object({ ...httpSettings(3002), ...internalSettings, ...databaseSettings, ...kafkaSettings });
const good = {
  INTERNAL_CREDENTIAL: 'x'.repeat(32),
  INTERNAL_CALLERS: JSON.stringify({ gateway: 'a'.repeat(64) }),
  DATABASE_URL: 'postgres://u:p@localhost:5432/ticket_db',
  KAFKA_BROKERS: 'a:9092, b:9092',
};

describe('loadConfig', () => {
  it('fills documented defaults and splits lists', () => {
    const config = loadConfig(schema, good);

    expect(config).to.include({
      PORT: 3002,
      LOG_LEVEL: 'info',
      TRACING_SAMPLING_PROBABILITY: 1,
      DATABASE_POOL_MAX: 10,
    });
    expect(config.KAFKA_BROKERS).to.deep.equal(['a:9092', 'b:9092']);
  });

  it('names every fault at once and repeats no value', () => {
    const env = {
      ...good,
      INTERNAL_CREDENTIAL: 'short-secret',
      INTERNAL_CALLERS: '{',
      PORT: '99999',
      DATABASE_URL: undefined,
    };

    const failure = () => loadConfig(schema, env);

    expect(failure).to.throw(ConfigError, /INTERNAL_CREDENTIAL.*\n.*INTERNAL_CALLERS.*\n.*DATABASE_URL|PORT/s);
    for (const name of ['PORT', 'INTERNAL_CREDENTIAL', 'INTERNAL_CALLERS', 'DATABASE_URL']) {
      expect(failure).to.throw(ConfigError, name);
    }
    expect(failure).not.to.throw('short-secret');
  });

  it('treats an empty variable as missing, so a forgotten secret stops the process (fault 10.1 #28)', () => {
    expect(() => loadConfig(schema, { ...good, INTERNAL_CREDENTIAL: '' })).to.throw(ConfigError, 'INTERNAL_CREDENTIAL');
  });
});
