import type { Identities } from './identities.ts';
import type { Statement } from './statement.ts';

/** Services that get a role of this environment from an apply. */
const passedTo = [
  'apigateway.amazonaws.com',
  'chatbot.amazonaws.com',
  'ec2.amazonaws.com',
  'edgelambda.amazonaws.com',
  'eks.amazonaws.com',
  'lambda.amazonaws.com',
  'monitoring.rds.amazonaws.com',
  'rds.amazonaws.com',
  'scheduler.amazonaws.com',
  'vpc-flow-logs.amazonaws.com',
];

/** What an apply does with identities: roles of this environment's prefix, and only while they carry its boundary. */
export function manageIdentities(identities: Identities): Statement[] {
  const iam = (resource: string) => `arn:aws:iam::${identities.accountId}:${resource}`;
  const roles = iam(`role/${identities.namePrefix}-*`);
  return [
    {
      Sid: 'RightsInsideTheBoundary',
      Action: [
        'iam:CreateRole',
        'iam:PutRolePolicy',
        'iam:DeleteRolePolicy',
        'iam:AttachRolePolicy',
        'iam:DetachRolePolicy',
        'iam:PutRolePermissionsBoundary',
      ],
      Resource: roles,
      Condition: { StringEquals: { 'iam:PermissionsBoundary': identities.boundaryArn } },
    },
    {
      Sid: 'Roles',
      Action: [
        'iam:DeleteRole',
        'iam:GetRole',
        'iam:GetRolePolicy',
        'iam:ListAttachedRolePolicies',
        'iam:ListInstanceProfilesForRole',
        'iam:ListRolePolicies',
        'iam:ListRoleTags',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
      ],
      Resource: roles,
    },
    {
      Sid: 'PassRoles',
      Action: ['iam:PassRole'],
      Resource: roles,
      Condition: { StringEquals: { 'iam:PassedToService': passedTo } },
    },
    {
      Sid: 'ReadPolicies',
      Action: ['iam:GetPolicy', 'iam:GetPolicyVersion', 'iam:ListPolicyVersions'],
      Resource: iam(`policy/${identities.namePrefix}-*`),
    },
    {
      Sid: 'IdentityProviders',
      Action: [
        'iam:CreateOpenIDConnectProvider',
        'iam:DeleteOpenIDConnectProvider',
        'iam:GetOpenIDConnectProvider',
        'iam:TagOpenIDConnectProvider',
        'iam:UntagOpenIDConnectProvider',
      ],
      Resource: iam(`oidc-provider/oidc.eks.${identities.region}.amazonaws.com/*`),
    },
    {
      Sid: 'ReadGithubProvider',
      Action: ['iam:GetOpenIDConnectProvider'],
      Resource: iam('oidc-provider/token.actions.githubusercontent.com'),
    },
  ];
}

/** What it may never do, whatever else allows it. A change to CI's own roles or to the boundary is applied by a person. */
export function stayInside(identities: Identities): Statement[] {
  const iam = (resource: string) => `arn:aws:iam::${identities.accountId}:${resource}`;
  return [
    {
      Sid: 'NotItself',
      Effect: 'Deny',
      Action: [
        'iam:AttachRolePolicy',
        'iam:CreateRole',
        'iam:DeleteRole',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
        'iam:PassRole',
        'iam:PutRolePermissionsBoundary',
        'iam:PutRolePolicy',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
      ],
      Resource: iam(`role/${identities.namePrefix}-ci-*`),
    },
    {
      Sid: 'NotTheBoundary',
      Effect: 'Deny',
      Action: [
        'iam:CreatePolicyVersion',
        'iam:DeletePolicy',
        'iam:DeletePolicyVersion',
        'iam:SetDefaultPolicyVersion',
        'iam:DeleteRolePermissionsBoundary',
      ],
      Resource: '*',
    },
    {
      // Calls to services without a region (IAM, CloudFront, Route 53) count as us-east-1, those to Slack's as us-east-2.
      Sid: 'NotElsewhere',
      Effect: 'Deny',
      NotAction: ['chatbot:*'],
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:RequestedRegion': [identities.region, 'us-east-1'] } },
    },
  ];
}
