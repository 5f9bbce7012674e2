import { policyDocument, type ResourceStatement } from '../policy-document.ts';

/** Who and where: the account whose principals may use the endpoints, and the region they stand in. */
interface Home {
  readonly accountId: string;
  readonly region: string;
}

type Statement = Omit<ResourceStatement, 'Principal'>;

/**
 * The policy of an endpoint: principals of this account only, so that stolen credentials of another account carry
 * nothing out. Two services also need calls that bear no principal of this account.
 */
export function endpointPolicy(service: string, home: Home): string {
  const statements: Statement[] = [
    {
      Sid: 'ThisAccount',
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalAccount': home.accountId } },
    },
    ...(EXCEPTIONS[service]?.(home) ?? []),
  ];
  return policyDocument(statements.map((statement) => ({ Principal: '*', ...statement })));
}

const EXCEPTIONS: Readonly<Record<string, (home: Home) => Statement[]>> = {
  // Pods prove themselves with a token of the cluster: the call is not signed and has no account (IRSA).
  sts: ({ accountId }) => [
    {
      Sid: 'ServiceAccountsOfThisAccount',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Resource: `arn:aws:iam::${accountId}:role/*`,
    },
  ],
  // Image layers, node packages and the agent's updates lie in buckets of AWS (Amazon ECR User Guide: minimum S3 permissions).
  s3: ({ region }) => [
    {
      Sid: 'ImageLayersAndPackages',
      Action: 's3:GetObject',
      Resource: [
        `arn:aws:s3:::prod-${region}-starport-layer-bucket/*`,
        `arn:aws:s3:::al2023-repos-${region}-de612dc2/*`,
        `arn:aws:s3:::amazon-ssm-${region}/*`,
        `arn:aws:s3:::amazon-ssm-packages-${region}/*`,
      ],
    },
  ],
};
