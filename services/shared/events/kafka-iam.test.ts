import { expect } from 'chai';
import type { KafkaConfig, OauthbearerProviderResponse } from 'kafkajs';
import { z } from 'zod';
import { kafkaSettings } from '../config/common-settings.ts';
import { connectionSecurity, kafkaAuthOf } from './kafka-iam.ts';

const schema = z.object(kafkaSettings);
const securityOf = (env: Record<string, string>, signer?: Parameters<typeof connectionSecurity>[1]) =>
  connectionSecurity(kafkaAuthOf(schema.parse({ KAFKA_BROKERS: 'a:9098', ...env })), signer);

async function tokenOf({ sasl }: Pick<KafkaConfig, 'sasl'>): Promise<OauthbearerProviderResponse> {
  if (sasl?.mechanism !== 'oauthbearer') throw new Error('it signs in otherwise');
  return (sasl as unknown as { oauthBearerProvider: () => Promise<OauthbearerProviderResponse> }).oauthBearerProvider();
}

describe('kafka sign-in', () => {
  it('neither signs in nor encrypts unless it is told to', () => {
    expect(securityOf({})).to.deep.equal({});
    expect(securityOf({ KAFKA_AUTH: 'none' })).to.deep.equal({});
  });

  it('signs in by IAM over TLS, in the region of the brokers', async () => {
    const regions: string[] = [];
    const security = securityOf({ KAFKA_AUTH: 'iam', AWS_REGION: 'ap-northeast-2' }, async ({ region }) => {
      regions.push(region);
      return { token: `token-${regions.length}` };
    });

    expect(security.ssl).to.equal(true);
    expect(security.sasl?.mechanism).to.equal('oauthbearer');
    expect(await tokenOf(security)).to.deep.equal({ value: 'token-1' });
    expect(regions).to.deep.equal(['ap-northeast-2']);
  });

  it('asks for a new token each time, so that none is older than its connection', async () => {
    let asked = 0;
    const security = securityOf({ KAFKA_AUTH: 'iam' }, async () => {
      asked += 1;
      return { token: `token-${asked}` };
    });

    expect([await tokenOf(security), await tokenOf(security)]).to.deep.equal([
      { value: 'token-1' },
      { value: 'token-2' },
    ]);
  });

  it('signs kafka-cluster:Connect with the credentials of the process', async () => {
    const kept = { ...process.env };
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' });
    try {
      const { value } = await tokenOf(securityOf({ KAFKA_AUTH: 'iam', AWS_REGION: 'ap-northeast-2' }));
      const signed = new URL(Buffer.from(value, 'base64url').toString('utf8'));

      expect(signed.host).to.equal('kafka.ap-northeast-2.amazonaws.com');
      expect(signed.searchParams.get('Action')).to.equal('kafka-cluster:Connect');
      expect(signed.searchParams.get('X-Amz-Credential')).to.match(
        /^AKIDEXAMPLE\/\d{8}\/ap-northeast-2\/kafka-cluster\//,
      );
      expect(signed.searchParams.get('X-Amz-Expires')).to.equal('900');
    } finally {
      for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
        if (kept[name] === undefined) delete process.env[name];
        else process.env[name] = kept[name];
    }
  });

  it('refuses another way to sign in, and a region that is none', () => {
    expect(() => securityOf({ KAFKA_AUTH: 'scram' })).to.throw(/KAFKA_AUTH/);
    expect(() => securityOf({ KAFKA_AUTH: 'iam', AWS_REGION: 'Seoul' })).to.throw(/must be a region of AWS/);
  });
});
