import { expect, use } from 'chai';
import { synth } from '../../stacks/testing/synth.ts';
import { chaiTerraform } from '../../test/chai-terraform/chai-terraform.ts';
import { DynamodbVwr, type DynamodbVwrProps } from './index.ts';

use(chaiTerraform);

const build = (props: Partial<DynamodbVwrProps> = {}) =>
  synth((stack) => {
    new DynamodbVwr(stack, 'dynamodb-vwr', { namePrefix: 'urr-prod', ...props });
  });

describe('dynamodb-vwr module', () => {
  it('makes the documented table of counters (architecture.md 5.8)', () => {
    expect(build()).to.have.resource('aws_dynamodb_table', {
      name: 'urr-prod-vwr-counters',
      hash_key: 'eventId',
      billing_mode: 'PAY_PER_REQUEST',
      point_in_time_recovery: { enabled: true, recovery_period_in_days: 35 },
      deletion_protection_enabled: true,
      // Only keys are declared: DynamoDB refuses any other attribute.
      attribute: [{ name: 'eventId', type: 'S' }],
    });
  });

  it('makes the documented table of positions', () => {
    expect(build()).to.have.resource('aws_dynamodb_table', {
      name: 'urr-prod-vwr-positions',
      hash_key: 'eventId',
      range_key: 'requestId',
      billing_mode: 'PAY_PER_REQUEST',
      point_in_time_recovery: { enabled: true, recovery_period_in_days: 35 },
      ttl: { enabled: true, attribute_name: 'ttl' },
      global_secondary_index: [
        { name: 'eventId-position-index', hash_key: 'eventId', range_key: 'position', projection_type: 'ALL' },
      ],
      attribute: [
        { name: 'eventId', type: 'S' },
        { name: 'requestId', type: 'S' },
        { name: 'position', type: 'N' },
      ],
    });
  });

  it('encrypts with the key that it is given', () => {
    const keyArn = 'arn:aws:kms:ap-northeast-2:123456789012:key/1';

    expect(build({ keyArn })).to.have.resource('aws_dynamodb_table', {
      name: 'urr-prod-vwr-positions',
      server_side_encryption: { enabled: true, kms_key_arn: keyArn },
    });
  });

  it('refuses more days of recovery than there are', () => {
    expect(() => build({ recoveryDays: 36 })).to.throw(/dynamodb-vwr\/recovery-in-range/);
  });

  it('refuses a key as the date of expiry', () => {
    expect(() => build({ expiryAttribute: 'position' })).to.throw(/dynamodb-vwr\/expiry-is-its-own-attribute/);
  });

  it('accepts the edges of every range', () => {
    expect(build({ recoveryDays: 1, expiryAttribute: 'expiresAt' })).to.be.an('object');
  });
});
