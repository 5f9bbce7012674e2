import type { Condition } from '../../../modules/policy-document.ts';

interface AnyStatement {
  /** What it is for, CamelCase: readable in the console. */
  readonly Sid: string;
  readonly Condition?: Condition;
}

/** What is allowed: full action names on named resources; tests refuse wildcards. */
interface Grant extends AnyStatement {
  /** Default `Allow`. */
  readonly Effect?: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
}

/** What is refused. Exceptions are for denials only: as a grant `NotAction` would grow with every new action of AWS. */
type Denial = AnyStatement & { readonly Effect: 'Deny' } & (
    | { readonly Action: readonly string[] }
    | { readonly NotAction: readonly string[] }
  ) &
  ({ readonly Resource: string | readonly string[] } | { readonly NotResource: string | readonly string[] });

/** A statement of an identity policy. */
export type Statement = Grant | Denial;

/** A statement of a trust policy. */
export interface TrustStatement {
  readonly Sid: string;
  readonly Action: 'sts:AssumeRole' | 'sts:AssumeRoleWithWebIdentity';
  readonly Principal: { readonly Service: string | readonly string[] } | { readonly Federated: string };
  readonly Condition?: Condition;
}
