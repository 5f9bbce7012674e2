import type { Identities } from './identities.ts';
import type { TerraformState } from './state-access.ts';
import type { Statement } from './statement.ts';

/**
 * Neither role opens a secret, and neither touches what another environment owns: two environments may share an account
 * (`URR_<ENV>_SHARES_ACCOUNT`), and then staging's pipeline must not reach production. Everything is known by its tag;
 * buckets, which AWS does not tell apart by tags everywhere, by their name.
 */
export function ownEnvironmentOnly(identities: Identities, environment: string, state: TerraformState): Statement[] {
  const tag = 'aws:ResourceTag/environment';
  return [
    {
      Sid: 'NoSecretValues',
      Effect: 'Deny',
      Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
      Resource: '*',
    },
    {
      Sid: 'NotAnotherEnvironment',
      Effect: 'Deny',
      Action: ['*'],
      Resource: '*',
      Condition: { StringNotEquals: { [tag]: environment }, Null: { [tag]: 'false' } },
    },
    {
      Sid: 'NotAnothersBuckets',
      Effect: 'Deny',
      Action: ['s3:*'],
      NotResource: [`arn:aws:s3:::${identities.namePrefix}-*`, state.bucketArn, `${state.bucketArn}/*`],
    },
  ];
}

/**
 * A plan looks at resources, not at what is in them: AWS's ReadOnlyAccess would also let every pull request read the line
 * of the waiting room, the logs with people's addresses and the tokens in sampled requests.
 */
export function noDataOfPeople(state: TerraformState): Statement[] {
  const object = `${state.bucketArn}/${state.key}`;
  return [
    {
      Sid: 'NoObjectsButTheState',
      Effect: 'Deny',
      Action: ['s3:GetObject', 's3:GetObjectVersion'],
      NotResource: [object, `${object}.tflock`],
    },
    {
      Sid: 'NoItemsButTheLock',
      Effect: 'Deny',
      Action: [
        'dynamodb:BatchGetItem',
        'dynamodb:GetItem',
        'dynamodb:GetRecords',
        'dynamodb:PartiQLSelect',
        'dynamodb:Query',
        'dynamodb:Scan',
      ],
      NotResource: state.lockTableArn,
    },
    {
      Sid: 'NoLogsNorMessages',
      Effect: 'Deny',
      Action: [
        'logs:FilterLogEvents',
        'logs:GetLogEvents',
        'logs:GetLogRecord',
        'logs:GetQueryResults',
        'logs:StartLiveTail',
        'logs:StartQuery',
        'rds:DownloadDBLogFilePortion',
        'sqs:ReceiveMessage',
        'wafv2:GetSampledRequests',
        'xray:BatchGetTraces',
      ],
      Resource: '*',
    },
  ];
}
