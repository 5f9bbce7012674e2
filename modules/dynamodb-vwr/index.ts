import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table/index.js';
import { Construct } from 'constructs';
import { enforceRules } from '../rule.ts';
import { dynamodbVwrRules } from './rules.ts';
import { type DynamodbVwrSettings, dynamodbVwrDefaults } from './settings.ts';
import { positionsIndex, tableKeys } from './table-keys.ts';

export interface DynamodbVwrProps extends DynamodbVwrSettings {
  /** Start of the table names: `urr-prod` makes `urr-prod-vwr-counters` (architecture.md 5.8, ruling D3). */
  readonly namePrefix: string;
  /** KMS key of both tables. Default: the key that AWS owns. */
  readonly keyArn?: string;
}

/**
 * The two tables of the waiting room (architecture.md 5.8): the counters of each event, and who holds which place.
 * Only key attributes are declared: nextPosition, servingCounter, isActive and updatedAt need no declaration.
 */
export class DynamodbVwr extends Construct {
  readonly counters: DynamodbTable;
  readonly positions: DynamodbTable;

  constructor(scope: Construct, id: string, props: DynamodbVwrProps) {
    super(scope, id);
    const settings = { ...dynamodbVwrDefaults, ...props };
    enforceRules(this, settings, dynamodbVwrRules);
    const both = {
      billingMode: 'PAY_PER_REQUEST',
      deletionProtectionEnabled: settings.deletionProtection,
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: settings.recoveryDays },
      ...(props.keyArn === undefined ? {} : { serverSideEncryption: { enabled: true, kmsKeyArn: props.keyArn } }),
    };

    this.counters = new DynamodbTable(this, 'counters', {
      name: `${props.namePrefix}-vwr-counters`,
      hashKey: tableKeys.counters.hash.name,
      attribute: [tableKeys.counters.hash],
      ...both,
    });
    this.positions = new DynamodbTable(this, 'positions', {
      name: `${props.namePrefix}-vwr-positions`,
      hashKey: tableKeys.positions.hash.name,
      rangeKey: tableKeys.positions.range.name,
      attribute: [tableKeys.positions.hash, tableKeys.positions.range, positionsIndex.range],
      globalSecondaryIndex: [
        {
          name: positionsIndex.name,
          hashKey: positionsIndex.hash.name,
          rangeKey: positionsIndex.range.name,
          projectionType: 'ALL',
        },
      ],
      // DynamoDB deletes hours late: the code passes over what has expired (ruling B24).
      ttl: { enabled: true, attributeName: settings.expiryAttribute },
      ...both,
    });
  }
}
