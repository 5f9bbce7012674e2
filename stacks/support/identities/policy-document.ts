/** Conditions of a statement: operator, then key, then what it is compared with. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

interface AnyStatement {
  /** What it is for, CamelCase: readable in the console. */
  readonly Sid: string;
  readonly Resource: string | readonly string[];
  readonly Condition?: Condition;
}

/** A statement of an identity policy. `NotAction` is for denials only: as a grant it would grow with every new action of AWS. */
export type Statement =
  | (AnyStatement & {
      /** Default `Allow`. */
      readonly Effect?: 'Allow' | 'Deny';
      /** Full action names; tests refuse wildcards in what is allowed. */
      readonly Action: readonly string[];
    })
  | (AnyStatement & { readonly Effect: 'Deny'; readonly NotAction: readonly string[] });

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
