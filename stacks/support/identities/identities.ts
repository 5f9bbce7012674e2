import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy/index.js';
import { Construct } from 'constructs';
import { policyDocument } from '../../../modules/policy-document.ts';

export interface IdentitiesProps {
  /** Start of the role names: `urr-prod` makes `urr-prod-eks-cluster` (ruling D3). */
  readonly namePrefix: string;
  readonly accountId: string;
  readonly region: string;
}

/** What Terraform's provider asks IAM when it looks at roles, policies and identity providers. */
const lookAtIdentities = [
  'iam:GetOpenIDConnectProvider',
  'iam:GetPolicy',
  'iam:GetPolicyVersion',
  'iam:GetRole',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:ListRolePolicies',
] as const;

/**
 * Where the roles of one environment live, and the boundary that all of them carry. Each role is a function beside this
 * file that takes the identities first: `rdsMonitoringRole(identities)`; the address in Terraform is its name.
 */
export class Identities extends Construct {
  readonly namePrefix: string;
  readonly accountId: string;
  readonly region: string;
  /**
   * What no role of this environment may do, whatever policy it gets later: change identities or the organisation (it may
   * look at identities, as the plan of a pull request does). CI may
   * make and change roles only while they carry it, so that CI cannot make itself an administrator.
   */
  readonly boundaryArn: string;

  constructor(scope: Construct, id: string, props: IdentitiesProps) {
    super(scope, id);
    this.namePrefix = props.namePrefix;
    this.accountId = props.accountId;
    this.region = props.region;
    this.boundaryArn = new IamPolicy(this, 'boundary', {
      name: `${props.namePrefix}-boundary`,
      description: 'The most that a role of this environment may ever do',
      policy: policyDocument([
        // A boundary grants nothing: it is the upper edge, so it names what is outside.
        { Sid: 'NoIdentities', Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
        // A plan looks at every identity that Terraform made.
        {
          Sid: 'LookAtIdentities',
          Effect: 'Allow',
          Action: [...lookAtIdentities],
          // IAM refuses a resource that does not begin with a kind of identity.
          Resource: ['role', 'policy', 'oidc-provider'].map((kind) => `arn:aws:iam::${props.accountId}:${kind}/*`),
        },
        {
          Sid: 'LinkedRoles',
          Effect: 'Allow',
          Action: ['iam:CreateServiceLinkedRole'],
          Resource: `arn:aws:iam::${props.accountId}:role/aws-service-role/*`,
        },
      ]),
    }).arn;
  }

  /** ARN of something in this account and region: `arnOf('lambda', 'function:urr-prod-x')`. */
  arnOf(service: string, resource: string): string {
    return `arn:aws:${service}:${this.region}:${this.accountId}:${resource}`;
  }
}
