import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { serviceNamed } from '../services/registry.ts';
import { environmentOf, type PlatformSettings, testProviderEnvironment } from './platform-environment.ts';
import { portBlock } from './port-block.ts';
import { generateSecrets } from './secrets.ts';

const secrets = generateSecrets();
const settings: PlatformSettings = {
  secrets,
  portOf: portBlock(100).ofProgram,
  databaseUrlOf: ({ database }) => `postgres://${database?.role}@db/${database?.name}`,
  redisUrl: 'redis://cache',
  kafkaBrokers: ['a:1', 'b:2'],
  nodeEnv: 'development',
};
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('environment of a service on this machine', () => {
  it('has the documented port, shifted', () => {
    expect(environmentOf(serviceNamed('gateway'), settings).PORT).to.equal('3101');
    expect(environmentOf(serviceNamed('catalog'), settings).PORT).to.equal('3109');
  });

  it('has the address of each service it calls, and of no other', () => {
    const environment = environmentOf(serviceNamed('catalog'), settings);

    expect(environment).to.include({
      AUTH_SERVICE_URL: 'http://127.0.0.1:3105',
      TICKET_SERVICE_URL: 'http://127.0.0.1:3102',
    });
    expect(environment).to.not.have.any.keys('PAYMENT_SERVICE_URL', 'QUEUE_SERVICE_URL');
  });

  it('has no address of a service that is still to come', () => {
    const environment = environmentOf(serviceNamed('gateway'), { ...settings, absent: ['stats', 'community'] });

    expect(environment).to.have.property('TICKET_SERVICE_URL');
    expect(environment).to.not.have.any.keys('STATS_SERVICE_URL', 'COMMUNITY_SERVICE_URL');
  });

  it('lets in exactly the callers of the call graph, by the fingerprint of their secret', () => {
    const callers = JSON.parse(environmentOf(serviceNamed('payment'), settings).INTERNAL_CALLERS!) as object;

    expect(callers).to.deep.equal({
      gateway: sha256(secrets.internalCredentials.gateway!),
      ticket: sha256(secrets.internalCredentials.ticket!),
    });
  });

  it('connects under the role of the service, and to nothing it does not use', () => {
    expect(environmentOf(serviceNamed('catalog'), settings).DATABASE_URL).to.equal(
      'postgres://urr_catalog@db/ticket_db',
    );
    expect(environmentOf(serviceNamed('queue'), settings)).to.not.have.any.keys('DATABASE_URL', 'KAFKA_BROKERS');
    expect(environmentOf(serviceNamed('payment'), settings)).to.include({ KAFKA_BROKERS: 'a:1,b:2' });
    expect(environmentOf(serviceNamed('payment'), settings)).to.not.have.property('REDIS_URL');
  });

  it('gives the gateway public keys only', () => {
    const jwks = environmentOf(serviceNamed('gateway'), settings).ENTRY_TOKEN_JWKS!;

    expect(jwks).to.contain(secrets.entryTokenKeys[0]!.x);
    expect(jwks).to.not.contain(secrets.entryTokenKeys[0]!.d);
  });

  it('sends the webhooks of the test provider through the gateway', () => {
    expect(testProviderEnvironment(settings).TEST_PROVIDER_WEBHOOK_URL).to.equal(
      'http://127.0.0.1:3101/api/payments/webhooks/test',
    );
  });
});
