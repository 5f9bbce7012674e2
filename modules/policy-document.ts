/** Conditions of a statement: operator, then key, then what it is compared with. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** What every statement has; the kinds of policies say what else stands in theirs. */
interface AnyStatement {
  /** What it is for, CamelCase: readable in the console. */
  readonly Sid: string;
  /** Default `Allow`. */
  readonly Effect?: 'Allow' | 'Deny';
}

/** A statement of the policy of a resource, as IAM writes it. */
export interface ResourceStatement extends AnyStatement {
  readonly Principal: '*' | { readonly AWS: string } | { readonly Service: string };
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Condition;
}

/** The JSON text of a policy; tokens inside are resolved by cdktf. */
export function policyDocument<Statement extends AnyStatement>(statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ Sid, ...rest }) => ({ Sid, Effect: 'Allow', ...rest })),
  });
}

/** Refuses requests that are not encrypted on the way, whoever sends them. @param action for example `s3:*` */
export function tlsOnly(action: string, resource: string | readonly string[]): ResourceStatement {
  return {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: action,
    Resource: resource,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
