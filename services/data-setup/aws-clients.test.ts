import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect } from 'chai';
import { elastiCacheToken, versionedSecret } from './aws-rotation.ts';
import { secretsManagerStore } from './secret-store.ts';
import { type AwsAnswer, type AwsCall, type FakeAws, fakeAws } from './testing/fake-aws.ts';

const notFound: AwsAnswer = {
  status: 400,
  body: JSON.stringify({ __type: 'ResourceNotFoundException', Message: 'no value for staging label: AWSCURRENT' }),
};

describe('AWS as the data set-up asks it', () => {
  let aws: FakeAws;
  let answer: (call: AwsCall) => AwsAnswer;

  before(async () => {
    aws = await fakeAws((call) => answer(call));
  });

  beforeEach(() => {
    aws.calls.length = 0;
    answer = () => ({ body: '{}' });
  });

  after(() => aws.stop());

  const secrets = () => new SecretsManagerClient(aws.settings);
  const redis = () =>
    elastiCacheToken(new ElastiCacheClient(aws.settings), {
      replicationGroupId: 'urr-prod-redis',
      host: 'redis.example',
      port: 6379,
      lookEveryMs: 1,
      opens: async () => true,
    });

  it('takes a secret without a version for an empty one', async () => {
    answer = () => notFound;

    expect(await secretsManagerStore(secrets()).read('arn:a')).to.equal(undefined);
    expect(await versionedSecret(secrets(), 'arn:a').valueOf('AWSCURRENT')).to.equal(undefined);
    expect(await versionedSecret(secrets(), 'arn:a').valueOf({ version: 'v1' })).to.equal(undefined);
    expect(aws.calls.map(({ input }) => input)).to.deep.equal([
      { SecretId: 'arn:a' },
      { SecretId: 'arn:a', VersionStage: 'AWSCURRENT' },
      { SecretId: 'arn:a', VersionId: 'v1' },
    ]);
  });

  it('passes on any other fault', async () => {
    answer = () => ({ status: 400, body: JSON.stringify({ __type: 'AccessDeniedException', Message: 'no' }) });

    const error = await secretsManagerStore(secrets())
      .read('arn:a')
      .catch((thrown: unknown) => thrown);

    expect(error).to.have.property('name', 'AccessDeniedException');
  });

  it('names a secret that is no JSON object, and shows nothing of it', async () => {
    answer = () => ({ body: JSON.stringify({ SecretString: 'a-password' }) });

    const error = await secretsManagerStore(secrets())
      .read('arn:a')
      .catch((thrown: unknown) => thrown);

    expect(String(error)).to.contain('arn:a').and.not.to.contain('a-password');
  });

  it('keeps a value as one JSON object', async () => {
    await secretsManagerStore(secrets()).write('arn:a', { username: 'urr_ticket', password: 'p' });

    expect(aws.calls[0]).to.deep.include({ operation: 'PutSecretValue' });
    expect(aws.calls[0]?.input).to.include({
      SecretId: 'arn:a',
      SecretString: '{"username":"urr_ticket","password":"p"}',
    });
  });

  it('puts a new token under the label of what is pending, and moves AWSCURRENT when it is done', async () => {
    const secret = versionedSecret(secrets(), 'arn:a');

    await secret.putPending('v2', { token: 't' });
    await secret.promote('v2', 'v1');
    await secret.promote('v2', undefined);

    expect(aws.calls.map(({ operation, input }) => ({ operation, input }))).to.deep.equal([
      {
        operation: 'PutSecretValue',
        input: {
          SecretId: 'arn:a',
          ClientRequestToken: 'v2',
          SecretString: '{"token":"t"}',
          VersionStages: ['AWSPENDING'],
        },
      },
      {
        operation: 'UpdateSecretVersionStage',
        input: { SecretId: 'arn:a', VersionStage: 'AWSCURRENT', MoveToVersionId: 'v2', RemoveFromVersionId: 'v1' },
      },
      {
        operation: 'UpdateSecretVersionStage',
        input: { SecretId: 'arn:a', VersionStage: 'AWSCURRENT', MoveToVersionId: 'v2' },
      },
    ]);
  });

  it('gives Redis a token once it is available, and waits until it is again', async () => {
    const states = ['modifying', 'available', 'modifying', 'available'];
    answer = ({ operation }) => ({ body: xml(operation, states), type: 'text/xml' });

    await redis().setToken('new-token', 'ROTATE');

    expect(aws.calls.map(({ operation }) => operation)).to.deep.equal([
      'DescribeReplicationGroups',
      'DescribeReplicationGroups',
      'ModifyReplicationGroup',
      'DescribeReplicationGroups',
      'DescribeReplicationGroups',
    ]);
    expect(aws.calls[2]?.input).to.include({
      ReplicationGroupId: 'urr-prod-redis',
      AuthToken: 'new-token',
      AuthTokenUpdateStrategy: 'ROTATE',
      ApplyImmediately: 'true',
    });
  });
});

/** The answer of ElastiCache; a description takes the next state. */
function xml(operation: string, states: string[]): string {
  const group = (status: string) => `<ReplicationGroupId>urr-prod-redis</ReplicationGroupId><Status>${status}</Status>`;
  const result =
    operation === 'DescribeReplicationGroups'
      ? `<ReplicationGroups><ReplicationGroup>${group(states.shift() ?? 'available')}</ReplicationGroup></ReplicationGroups>`
      : `<ReplicationGroup>${group('modifying')}</ReplicationGroup>`;
  return `<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`;
}
