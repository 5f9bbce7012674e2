import type { Identities } from './identities.ts';
import type { Statement } from './statement.ts';

/** Secrets and the KMS key that they are encrypted with. */
export interface Secrets {
  /** Full ARNs, with the six characters at the end. */
  readonly secretArns: readonly string[];
  readonly keyArn: string;
}

/** Reads exactly these secrets; the key opens through Secrets Manager only, and only for them. */
export function readSecrets(identities: Identities, secrets: Secrets): Statement[] {
  return secretAccess(identities, secrets, ['secretsmanager:GetSecretValue'], ['kms:Decrypt']);
}

/** Also gives them a new value: for the functions that make passwords inside the VPC. */
export function writeSecrets(identities: Identities, secrets: Secrets): Statement[] {
  return secretAccess(
    identities,
    secrets,
    [
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecretVersionStage',
    ],
    ['kms:Decrypt', 'kms:GenerateDataKey'],
  );
}

function secretAccess(
  identities: Identities,
  { secretArns, keyArn }: Secrets,
  actions: readonly string[],
  keyActions: readonly string[],
): Statement[] {
  if (secretArns.length === 0) return [];
  return [
    { Sid: 'Secrets', Action: actions, Resource: secretArns },
    {
      Sid: 'SecretsKey',
      Action: keyActions,
      Resource: keyArn,
      Condition: {
        StringEquals: {
          'kms:ViaService': `secretsmanager.${identities.region}.amazonaws.com`,
          'kms:EncryptionContext:SecretARN': secretArns,
        },
      },
    },
  ];
}
