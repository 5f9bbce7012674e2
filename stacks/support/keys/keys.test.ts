import { expect, use } from 'chai';
import { chaiTerraform } from '../../../test/chai-terraform/chai-terraform.ts';
import { synth } from '../../testing/synth.ts';
import { Keys, type KeysProps } from './keys.ts';

use(chaiTerraform);

const build = (props: Partial<KeysProps> = {}) =>
  synth((stack) => {
    new Keys(stack, 'keys', { namePrefix: 'urr-prod', accountId: '123456789012', region: 'ap-northeast-2', ...props });
  });

const policyOf = (description: string) => {
  const key = Object.values(build().resource?.aws_kms_key ?? {}).find((found) => found.description === description);
  return JSON.parse(String(key?.policy)) as { Statement: Record<string, unknown>[] };
};

describe('keys', () => {
  it('makes a rotated key with an alias for each kind of data (architecture.md 2.1, ruling D5)', () => {
    const stack = build();

    for (const name of ['eks', 'logs', 'data', 'alarms'])
      expect(stack).to.have.resource('aws_kms_alias', { name: `alias/urr-prod-${name}` });
    expect(stack).to.have.resourceCount('aws_kms_key', 4);
    for (const key of Object.values(stack.resource?.aws_kms_key ?? {}))
      expect(key).to.include({ enable_key_rotation: true, deletion_window_in_days: 30 });
  });

  it('lets the account manage every key, so that nobody is locked out', () => {
    for (const key of Object.values(build().resource?.aws_kms_key ?? {})) {
      expect(key.policy).to.contain('"AWS":"arn:aws:iam::123456789012:root"');
      expect(key.policy).to.contain('"kms:PutKeyPolicy"').and.contain('"kms:ScheduleKeyDeletion"');
    }
  });

  it('grants no action by wildcard', () => {
    for (const key of Object.values(build().resource?.aws_kms_key ?? {})) {
      const { Statement } = JSON.parse(String(key.policy)) as { Statement: { Action: string[] }[] };
      for (const { Action } of Statement) for (const action of Action) expect(action).to.match(/^kms:[A-Za-z]+$/);
    }
  });

  it('lets CloudWatch Logs use the logs key for log groups of this account only', () => {
    expect(policyOf('urr-prod: log groups').Statement[1]).to.deep.include({
      Principal: { Service: 'logs.ap-northeast-2.amazonaws.com' },
      Condition: {
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:ap-northeast-2:123456789012:log-group:*' },
      },
    });
  });

  it('lets alarms of this account reach an encrypted topic', () => {
    expect(policyOf('urr-prod: the topic of the alarms').Statement[1]).to.deep.include({
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
    });
  });

  it('opens the keys of Kubernetes secrets and data to no service', () => {
    for (const description of ['urr-prod: Kubernetes secrets', 'urr-prod: databases, Redis, Kafka, secrets'])
      expect(policyOf(description).Statement).to.have.length(1);
  });

  it('refuses a deletion window that KMS does not know', () => {
    for (const deletionWindowDays of [6, 31, 7.5])
      expect(() => build({ deletionWindowDays })).to.throw(/keys\/deletion-window-in-range/);
    expect(build({ deletionWindowDays: 7 })).to.be.an('object');
  });
});
