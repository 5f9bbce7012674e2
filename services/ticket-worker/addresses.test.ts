import { expect } from 'chai';
import { ConfigError } from '../shared/config/load-config.ts';
import { findAddresses } from './addresses.ts';
import { readSettings } from './settings.ts';

const databaseArn = 'arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:urr-prod/database/urr_ticket-AbCdEf';
const redisArn = 'arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:urr-prod/redis-token-AbCdEf';
const inAws = {
  DATABASE_HOST: 'proxy.example',
  DATABASE_SECRET_ARN: databaseArn,
  REDIS_HOST: 'redis.example',
  REDIS_SECRET_ARN: redisArn,
};
/** As data-setup writes them. */
const secrets: Record<string, string> = {
  [databaseArn]: JSON.stringify({
    username: 'urr_ticket',
    password: 'p@ss/word',
    engine: 'postgres',
    host: 'elsewhere.example',
    port: '5432',
    dbname: 'ticket_db',
  }),
  [redisArn]: JSON.stringify({ token: 'abc', host: 'elsewhere.example', port: '6379', REDIS_URL: 'rediss://x' }),
};

describe('where the worker works', () => {
  it('is the proxy and the Redis that the stack names, with the passwords of the secrets (B20)', async () => {
    const addresses = await findAddresses(readSettings(inAws), async (arn) => secrets[arn]);

    expect(addresses).to.deep.equal({
      databaseUrl: 'postgres://urr_ticket:p%40ss%2Fword@proxy.example:5432/ticket_db?sslmode=verify-full',
      redisUrl: 'rediss://:abc@redis.example:6379',
    });
  });

  it('is what the environment says on one machine, without asking for a secret', async () => {
    const settings = readSettings({ DATABASE_URL: 'postgres://a@b/c', REDIS_URL: 'redis://d' });
    const nobody = () => Promise.reject(new Error('asked'));

    expect(await findAddresses(settings, nobody)).to.deep.equal({
      databaseUrl: 'postgres://a@b/c',
      redisUrl: 'redis://d',
    });
  });

  it('cannot be found while a secret is empty: its name is said, its value is not', async () => {
    for (const wrong of [undefined, 'the-password', '{"password":"the-password"}']) {
      const read = async (arn: string) => (arn === databaseArn ? wrong : secrets[arn]);
      const error = await findAddresses(readSettings(inAws), read).catch((thrown: unknown) => thrown);

      expect(String(error)).to.include(databaseArn).and.not.include('the-password');
    }
  });

  it('has the documented times and limits unless it is told others', () => {
    expect(readSettings(inAws)).to.include({
      HOLD_SECONDS: 300,
      SEAT_LOCK_TTL_SECONDS: 420,
      MAX_TICKETS_PER_PERSON: 4,
      MAX_RECEIVE_COUNT: 3,
      NODE_ENV: 'production',
    });
  });

  it('is refused with all that is wrong at once', () => {
    const wrong = { ...inAws, DATABASE_HOST: 'http://ticket-service:3002', REDIS_SECRET_ARN: 'secret' };

    expect(() => readSettings(wrong)).to.throw(ConfigError, /DATABASE_HOST.*REDIS_SECRET_ARN/s);
  });
});
