import { policyDocument, type ResourceStatement } from '../../../modules/policy-document.ts';

/** Where a key lives: the account that owns it and its region. */
export interface KeyHome {
  readonly accountId: string;
  readonly region: string;
}

interface Statement extends ResourceStatement {
  /** In a key policy `*` means this key and no other: AWS knows no other value here. */
  readonly Resource: '*';
}

/**
 * The account may manage the key and let IAM policies use it: without this nobody could change the policy again. Action by
 * action instead of AWS's default `kms:*`, so that a new action of KMS is not granted by itself.
 */
const accountActions = [
  'CancelKeyDeletion',
  'CreateAlias',
  'CreateGrant',
  'Decrypt',
  'DeleteAlias',
  'DescribeKey',
  'DisableKey',
  'DisableKeyRotation',
  'EnableKey',
  'EnableKeyRotation',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListGrants',
  'ListKeyPolicies',
  'ListKeyRotations',
  'ListResourceTags',
  'PutKeyPolicy',
  'ReEncryptFrom',
  'ReEncryptTo',
  'RetireGrant',
  'RevokeGrant',
  'RotateKeyOnDemand',
  'ScheduleKeyDeletion',
  'TagResource',
  'UntagResource',
  'UpdateAlias',
  'UpdateKeyDescription',
].map((action) => `kms:${action}`);

function account(home: KeyHome): Statement {
  return {
    Sid: 'Account',
    Principal: { AWS: `arn:aws:iam::${home.accountId}:root` },
    Action: accountActions,
    Resource: '*',
  };
}

/** CloudWatch Logs in this region, for log groups of this account only (CloudWatch Logs User Guide, "Encrypt log data"). */
export function logGroups(home: KeyHome): Statement {
  return {
    Sid: 'LogGroups',
    Principal: { Service: `logs.${home.region}.amazonaws.com` },
    Action: [
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:DescribeKey',
    ],
    Resource: '*',
    Condition: {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${home.region}:${home.accountId}:log-group:*` },
    },
  };
}

/** Alarms that are told to an encrypted SNS topic; with SNS's own key they would be lost without an error (Amazon SNS, "Key management"). */
export function alarms(home: KeyHome): Statement {
  return {
    Sid: 'Alarms',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceAccount': home.accountId } },
  };
}

/** A key policy: the account, and the services that use the key without an identity of ours. */
export function keyPolicy(home: KeyHome, ...services: readonly Statement[]): string {
  return policyDocument([account(home), ...services]);
}
