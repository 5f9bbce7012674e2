import path from 'node:path';
import { expect } from 'chai';
import { createClient } from 'redis';
import { startRedis } from '../../local/engines/redis.ts';
import { stopAfterAllTests } from '../../test/engines/process-wide.ts';
import { testEngineOptions } from '../../test/engines/test-run.ts';
import { redisOpens } from './aws-rotation.ts';
import { type RotationEvent, rotateRedisToken, type TokenHolder } from './rotate-redis-token.ts';
import { type MemoryVersions, memoryVersions } from './testing/memory-versions.ts';

const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;
const ofTerraform = '0123456789abcdef0123456789abcdef';

describe('rotation of the token of Redis', function () {
  this.timeout(60_000);
  let secret: MemoryVersions;
  let redis: TokenHolder;
  let asked: string[];
  let close: () => void;
  /** A new Redis with the token of Terraform, and a secret that nobody has put a value into. */
  let startAnew: (options: { readonly firstIsCurrent: boolean }) => Promise<void>;
  let url: URL;

  const urlWith = (token: string): string => {
    const withToken = new URL(url);
    withToken.password = token;
    return withToken.href;
  };
  const step = (Step: RotationEvent['Step'], version: string) =>
    rotateRedisToken({ Step, SecretId: 'arn:redis', ClientRequestToken: version }, secret, redis);
  const rotate = async (version: string): Promise<string> => {
    secret.begin(version);
    for (const one of steps) await step(one, version);
    return secret.at('AWSCURRENT')?.token ?? '';
  };

  before(async () => {
    const options = await testEngineOptions();
    // A Redis of its own: others of this process have no password.
    const engine = await startRedis({ ...options, dataFolder: path.join(options.dataFolder, 'rotation') });
    stopAfterAllTests(engine.stop);
    url = new URL(engine.url);
    // Redis has lists of passwords as ElastiCache has two tokens: this connection stays signed in and keeps them alike.
    const administrator = await createClient({ url: engine.url }).connect();
    close = () => administrator.destroy();
    const passwords: string[] = [];
    const apply = () =>
      administrator.sendCommand(['ACL', 'SETUSER', 'default', 'resetpass', ...passwords.map((one) => `>${one}`)]);
    startAnew = async (options) => {
      passwords.splice(0, passwords.length, ofTerraform);
      await apply();
      secret = memoryVersions(options);
    };
    await startAnew({ firstIsCurrent: false });
    redis = {
      host: url.hostname,
      port: Number(url.port),
      opens: (token) => redisOpens(urlWith(token)),
      setToken: async (token, strategy) => {
        asked.push(strategy);
        passwords.splice(0, passwords.length, ...(strategy === 'SET' ? [token] : [...passwords.slice(-1), token]));
        await apply();
      },
    };
  });

  beforeEach(() => {
    asked = [];
  });

  after(() => close());

  it('at first ends the token that Terraform drew: ROTATE, then SET (ruling B21)', async () => {
    expect(await redis.opens(ofTerraform)).to.equal(true);

    const token = await rotate('v1');

    expect(asked).to.deep.equal(['ROTATE', 'SET']);
    expect(token).to.match(/^[A-Za-z0-9]{48}$/);
    expect(await redis.opens(token)).to.equal(true);
    expect(await redis.opens(ofTerraform)).to.equal(false);
    expect(secret.at('AWSCURRENT')?.REDIS_URL).to.equal(`rediss://:${token}@${redis.host}:${redis.port}`);
  });

  it('later keeps the last token alive until the next rotation, so that pods can read the new one', async () => {
    const first = secret.at('AWSCURRENT')?.token ?? '';

    const second = await rotate('v2');

    expect(asked).to.deep.equal(['ROTATE']);
    expect([await redis.opens(first), await redis.opens(second)]).to.deep.equal([true, true]);
    const third = await rotate('v3');
    expect([await redis.opens(first), await redis.opens(second), await redis.opens(third)]).to.deep.equal([
      false,
      true,
      true,
    ]);
  });

  it('ends the last token at once when a person says so', async () => {
    const before = secret.at('AWSPREVIOUS')?.token ?? '';

    await rotateRedisToken({ Step: 'revokePrevious', SecretId: 'arn:redis' }, secret, redis);

    expect(asked).to.deep.equal(['SET']);
    expect(await redis.opens(before)).to.equal(false);
    expect(await redis.opens(secret.at('AWSCURRENT')?.token ?? '')).to.equal(true);
  });

  it('may be asked for every step twice', async () => {
    secret.begin('v4');
    await step('createSecret', 'v4');
    const token = secret.at('AWSPENDING')?.token;
    await step('createSecret', 'v4');
    expect(secret.at('AWSPENDING')?.token).to.equal(token);

    for (const one of ['setSecret', 'testSecret', 'finishSecret'] as const) {
      await step(one, 'v4');
      await step(one, 'v4');
    }

    expect(asked).to.deep.equal(['ROTATE']);
    expect(secret.at('AWSCURRENT')?.token).to.equal(token);
  });

  it('does not make a token current that Redis does not let in', async () => {
    const current = secret.at('AWSCURRENT');
    secret.begin('v5');
    await step('createSecret', 'v5');

    const error = await step('testSecret', 'v5').catch((thrown: unknown) => thrown);

    expect(String(error)).to.contain('does not let the new token in');
    expect(secret.at('AWSCURRENT')).to.deep.equal(current);
  });

  it('refuses a version that is not the one being made', async () => {
    const error = await step('setSecret', 'v9').catch((thrown: unknown) => thrown);

    expect(String(error)).to.contain('version v9 of the secret is not the one being made');
  });

  describe('of a secret without a version, as Terraform leaves it', () => {
    for (const firstIsCurrent of [false, true])
      it(`ends with a token that Redis lets in, where the first value is ${firstIsCurrent ? '' : 'not '}current at once`, async () => {
        await startAnew({ firstIsCurrent });
        expect(Object.keys(await secret.labels())).to.deep.equal([]);

        const first = await rotate('v1');

        expect(asked).to.deep.equal(['ROTATE', 'SET']);
        expect(await redis.opens(first)).to.equal(true);
        expect(await redis.opens(ofTerraform)).to.equal(false);
        const second = await rotate('v2');
        expect(asked).to.deep.equal(['ROTATE', 'SET', 'ROTATE']);
        expect([await redis.opens(first), await redis.opens(second)]).to.deep.equal([true, true]);
      });

    it('ends the token of Terraform in the next rotation, where the first one stopped half-way', async () => {
      await startAnew({ firstIsCurrent: true });
      secret.begin('v1');
      await step('createSecret', 'v1');
      expect(await redis.opens(secret.at('AWSCURRENT')?.token ?? '')).to.equal(false);

      const token = await rotate('v2');

      expect(asked).to.deep.equal(['ROTATE', 'SET']);
      expect(await redis.opens(token)).to.equal(true);
      expect(await redis.opens(ofTerraform)).to.equal(false);
    });

    it('leaves the last token alone when a step of a rotation that has ended comes again', async () => {
      await startAnew({ firstIsCurrent: true });
      const first = await rotate('v1');
      await rotate('v2');
      asked.length = 0;

      for (const one of steps) await step(one, 'v2');

      expect(asked).to.deep.equal([]);
      expect(await redis.opens(first)).to.equal(true);
    });
  });

  it('takes a Redis that cannot be reached for a fault, not for a wrong token', async () => {
    const error = await redisOpens('redis://:secret-token@127.0.0.1:1').catch((thrown: unknown) => thrown);

    expect(String(error)).to.equal('Error: Redis cannot be reached');
  });
});
