import type { Identities } from './identities.ts';
import type { Statement } from './statement.ts';

/** Opens DynamoDB tables with a KMS key of ours: DynamoDB decrypts the table's key in the name of whoever asks. */
export function openTables(identities: Identities, keyArn: string | undefined): Statement[] {
  if (keyArn === undefined) return [];
  return [
    {
      Sid: 'TablesKey',
      Action: ['kms:Decrypt', 'kms:DescribeKey'],
      Resource: keyArn,
      Condition: { StringEquals: { 'kms:ViaService': `dynamodb.${identities.region}.amazonaws.com` } },
    },
  ];
}
