import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { expect, use } from 'chai';
import { Construct } from 'constructs';
import { chaiTerraform } from '../../../test/chai-terraform/chai-terraform.ts';
import { synth } from '../../testing/synth.ts';
import { Secrets } from '../secrets/secrets.ts';
import { DataSetup, type DataSetupProps } from './data-setup.ts';

use(chaiTerraform);

const props: Omit<DataSetupProps, 'secrets'> = {
  namePrefix: 'urr-prod',
  vpcId: 'vpc-1',
  subnets: { tier: 'app', ids: ['subnet-aa', 'subnet-ac'], cidrs: ['10.0.10.0/24', '10.0.11.0/24'] },
  runtime: 'nodejs22.x',
  bundle: { path: import.meta.filename, hash: 'AAAA', bytes: 1_000 },
  databaseRoleArn: 'arn:role/database',
  topicRoleArn: 'arn:role/topic',
  redisRoleArn: 'arn:role/redis',
  database: { endpoint: 'proxy.example', port: 5432, masterSecretArn: 'arn:master' },
  kafka: {
    bootstrapBrokers: 'b-1:9098,b-2:9098',
    partitions: 3,
    replicationFactor: 2,
    minInSyncReplicas: 2,
    retentionHours: 168,
  },
  redis: { replicationGroupId: 'urr-prod-redis', primaryEndpoint: 'redis.example', port: 6379 },
  alarmTopicArn: 'arn:alarms',
};

const build = (change: Partial<DataSetupProps> = {}, then: (setup: DataSetup, scope: Construct) => void = () => {}) =>
  synth((stack) => {
    const secrets = new Secrets(stack, 'secrets', { namePrefix: 'urr-prod', keyArn: 'arn:key' });
    then(new DataSetup(stack, 'data-setup', { ...props, secrets, ...change }), stack);
  });

describe('data setup', () => {
  it('makes three functions in the App subnets, each with its own role and its own export of one bundle', () => {
    const stack = build();

    for (const [name, role, handler] of [
      ['urr-prod-database-setup', 'arn:role/database', 'index.databases'],
      ['urr-prod-topic-setup', 'arn:role/topic', 'index.topics'],
      ['urr-prod-redis-rotation', 'arn:role/redis', 'index.redisToken'],
    ])
      expect(stack).to.have.resource('aws_lambda_function', {
        function_name: name,
        role,
        handler,
        vpc_config: { subnet_ids: ['subnet-aa', 'subnet-ac'] },
      });
  });

  it('names the five databases and the secret of each role, and tells no value (architecture.md 5.1)', () => {
    const text = JSON.stringify(build().resource?.aws_lambda_function);

    expect(text).to.contain('"DATABASES":"ticket_db,payment_db,stats_db,auth_db,community_db"');
    for (const role of ['urr_ticket', 'urr_payment', 'urr_stats', 'urr_auth', 'urr_community', 'urr_catalog'])
      expect(text).to.contain(`${role}\\":\\"\${aws_secretsmanager_secret`);
    expect(text).not.to.match(/"(\w*_)?(password|token)"/i);
  });

  it('names the secret of every key that the function makes, so that it finds none by its name', () => {
    const text = JSON.stringify(build().resource?.aws_lambda_function);
    const named = /"TOKEN_KEY_SECRETS":"(.+?\})"/.exec(text)?.[1] ?? '';

    for (const [key, secret] of [
      ['access', 'access'],
      ['entry', 'entry'],
      ['entryPublic', 'entry-public'],
      ['ticketCodes', 'ticket-codes'],
      ['vwr', 'vwr'],
      ['vwrPublic', 'vwr-public'],
    ])
      expect(named).to.contain(`${key}\\":\\"\${aws_secretsmanager_secret.secrets_token-keys-${secret}_`);
  });

  it('creates databases and topics while Terraform applies, again when the code changes', () => {
    const stack = build();

    expect(stack).to.have.resourceCount('aws_lambda_invocation', 2);
    expect(stack).to.have.resource('aws_lambda_invocation', {
      triggers: { code: 'AAAA', topics: /payment-events,payment-events-dlq,.*membership-events-dlq$/, copies: '2' },
    });
  });

  it('leaves the run to a person where the environment says so', () => {
    expect(build({ runAtApply: false })).to.have.resourceCount('aws_lambda_invocation', 0);
  });

  it('renews the token of Redis every month, the first time at once (ruling B21)', () => {
    const stack = build();

    expect(stack).to.have.resource('aws_secretsmanager_secret_rotation', {
      rotate_immediately: true,
      rotation_rules: { automatically_after_days: 30 },
    });
    expect(stack).to.have.resource('aws_lambda_permission', { principal: 'secretsmanager.amazonaws.com' });
    expect(stack).to.have.resource('aws_cloudwatch_metric_alarm', { alarm_name: 'urr-prod-redis-rotation-errors' });
  });

  it('waits for everything in the constructs that it is told to wait for', () => {
    const stack = build({}, (setup, scope) => {
      const rules = new Construct(scope, 'rules');
      new SecurityGroup(rules, 'one', { name: 'one' });
      setup.startAfter(rules, new SecurityGroup(scope, 'two', { name: 'two' }));
    });

    for (const type of ['aws_lambda_invocation', 'aws_secretsmanager_secret_rotation'])
      for (const run of Object.values(stack.resource?.[type] ?? {}))
        expect(JSON.stringify(run.depends_on)).to.match(/aws_security_group\.rules_one_\w+","aws_security_group\.two"/);
  });

  it('refuses a token that nobody renews', () => {
    expect(() => build({ redisTokenDays: 0 })).to.throw(/data-setup\/token-days: got redisTokenDays = 0/);
  });

  it('accepts a token for a day', () => {
    expect(build({ redisTokenDays: 1 })).to.be.an('object');
  });

  it('refuses a runtime that is not of Node.js and a bundle that Lambda does not take', () => {
    const bundle = { ...props.bundle, bytes: 51 * 1024 * 1024 };

    expect(() => build({ runtime: 'python3.12' })).to.throw(/data-setup\/runtime-is-node/);
    expect(() => build({ bundle })).to.throw(/data-setup\/bundle-fits/);
  });
});
