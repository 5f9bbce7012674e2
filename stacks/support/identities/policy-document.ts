/** Conditions of a statement: operator, then key, then what it is compared with. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

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

/** The JSON text of a policy; tokens inside are resolved by cdktf. */
export function policyDocument(statements: readonly (Statement | TrustStatement)[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ Sid, ...rest }) => ({ Sid, Effect: 'Allow', ...rest })),
  });
}
