import { addressOf, at, isArguments, type Resource, resourcesOf, type StackJson } from '../stack-query.ts';

/** One comparison of a statement's condition. */
interface Comparison {
  /** `StringEquals` and the like. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** One statement of a policy, its lists always lists. */
export interface PolicyStatement {
  /** Address of the resource whose policy it is. */
  readonly where: string;
  readonly type: string;
  readonly sid: string;
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly principals: readonly string[];
  readonly hasCondition: boolean;
  readonly conditions: readonly Comparison[];
  /** `NotAction` and `NotResource` allow what nobody has written down. */
  readonly negated: boolean;
}

/** Arguments of AWS resources that hold a policy document. */
const documents = ['policy', 'assume_role_policy', 'access_policies', 'policy_document'];

/** Every statement of every policy in a stack. */
export function statementsOf(stack: StackJson): PolicyStatement[] {
  return resourcesOf(stack).flatMap((resource) =>
    documents.flatMap((argument) => {
      const text = at(resource, argument);
      return typeof text === 'string' && text.includes('Statement') ? parsed(resource, text) : [];
    }),
  );
}

function parsed(resource: Resource, text: string): PolicyStatement[] {
  const document: unknown = JSON.parse(withoutTokens(text));
  const statements = isArguments(document) ? texts(document.Statement) : [];
  return statements.filter(isArguments).map((statement) => ({
    where: addressOf(resource),
    type: resource.type,
    sid: typeof statement.Sid === 'string' ? statement.Sid : '',
    allows: statement.Effect === 'Allow',
    actions: texts(statement.Action).map(String),
    resources: texts(statement.Resource).map(String),
    principals: principalsOf(statement.Principal),
    hasCondition: statement.Condition !== undefined,
    conditions: comparisonsOf(statement.Condition),
    negated: 'NotAction' in statement || 'NotResource' in statement || 'NotPrincipal' in statement,
  }));
}

const texts = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

const principalsOf = (value: unknown): string[] =>
  (isArguments(value) ? Object.values(value).flatMap(texts) : texts(value)).map(String);

const comparisonsOf = (condition: unknown): Comparison[] =>
  Object.entries(isArguments(condition) ? condition : {}).flatMap(([operator, keys]) =>
    Object.entries(isArguments(keys) ? keys : {}).map(([key, value]) => ({
      operator,
      key,
      values: texts(value).map(String),
    })),
  );

/** Terraform's `${...}` may hold quotes of its own: each becomes a word, so that the document around it is JSON. */
function withoutTokens(text: string): string {
  let plain = '';
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text.startsWith('${', index)) {
      if (depth === 0) plain += '<token>';
      depth += 1;
      index += 1;
    } else if (depth > 0) depth += text[index] === '{' ? 1 : text[index] === '}' ? -1 : 0;
    else plain += text[index];
  }
  return plain;
}
