import type { Rule } from '../rule.ts';
import type { DynamodbVwrSettings } from './settings.ts';

/** What DynamoDB refuses (Amazon DynamoDB Developer Guide: point-in-time recovery, time to live). */
export const dynamodbVwrRules: readonly Rule<Required<DynamodbVwrSettings>>[] = [
  {
    id: 'dynamodb-vwr/recovery-in-range',
    reads: ['recoveryDays'],
    allowed: '1 to 35 days',
    remedy: 'Choose how far back the tables can be restored.',
    holds: (p) => Number.isInteger(p.recoveryDays) && p.recoveryDays >= 1 && p.recoveryDays <= 35,
    hcl: 'floor(var.recovery_days) == var.recovery_days && var.recovery_days >= 1 && var.recovery_days <= 35',
  },
  {
    id: 'dynamodb-vwr/expiry-is-its-own-attribute',
    reads: ['expiryAttribute'],
    allowed: 'a name other than eventId, requestId and position',
    remedy: 'Name the attribute that holds the expiry; a key would be taken for a date and the row deleted.',
    holds: (p) => p.expiryAttribute !== '' && !['eventId', 'requestId', 'position'].includes(p.expiryAttribute),
    hcl: 'var.expiry_attribute != "" && !contains(["eventId", "requestId", "position"], var.expiry_attribute)',
  },
];
