import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { policyDocument } from '../../../modules/policy-document.ts';
import type { Identities } from './identities.ts';
import type { Statement, TrustStatement } from './statement.ts';

export interface RoleProps {
  /** What it is for, one sentence for the console. */
  readonly description: string;
  readonly trust: readonly TrustStatement[];
  /** Policies of AWS by name, with their path: `service-role/AmazonRDSEnhancedMonitoringRole`. Default none. */
  readonly managed?: readonly string[];
  /** What it may do besides; becomes one policy of the role's own. Default none. */
  readonly statements?: readonly Statement[];
  /** Whether it carries the boundary of this environment. Default true; only CI, which makes the others, does not. */
  readonly bounded?: boolean;
  /** Seconds that one session may last. Default 3,600. */
  readonly longestSessionSeconds?: number;
}

/** An IAM role `<prefix>-<id>` with its policies. */
export class Role extends Construct {
  readonly arn: string;
  /** The same ARN by way of its first policy of AWS: what uses it comes after that policy without saying so. */
  readonly attachedArn: string;
  readonly name: string;
  /** Its policies: what uses the role waits for them (`waitFor`), else it starts without rights. */
  readonly attached: readonly ITerraformDependable[];

  constructor(identities: Identities, id: string, props: RoleProps) {
    super(identities, id);
    const role = new IamRole(this, 'role', {
      name: `${identities.namePrefix}-${id}`,
      description: props.description,
      assumeRolePolicy: policyDocument(props.trust),
      ...(props.bounded === false ? {} : { permissionsBoundary: identities.boundaryArn }),
      ...(props.longestSessionSeconds === undefined ? {} : { maxSessionDuration: props.longestSessionSeconds }),
    });
    this.arn = role.arn;
    this.name = role.name;
    const managed = (props.managed ?? []).map(
      (name) =>
        new IamRolePolicyAttachment(this, name.split('/').at(-1) ?? name, {
          role: role.name,
          policyArn: `arn:aws:iam::aws:policy/${name}`,
        }),
    );
    const [first] = managed;
    this.attachedArn = first === undefined ? role.arn : `arn:aws:iam::${identities.accountId}:role/${first.role}`;
    const statements = props.statements ?? [];
    const own =
      statements.length === 0
        ? []
        : [new IamRolePolicy(this, 'policy', { name: id, role: role.name, policy: policyDocument(statements) })];
    this.attached = [...managed, ...own];
  }
}
