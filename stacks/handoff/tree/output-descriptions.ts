import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Docstrings } from './descriptions.ts';
import { resolved } from './environment-source.ts';
import type { ModuleSource } from './module-source.ts';
import { mapReferences } from './references.ts';

/**
 * What a module's outputs are, by the expression behind each: the docstring of the construct's field that gives the same
 * value, else a sentence of the resource and its attribute.
 */
export function outputDescription(expression: string, known: ReadonlyMap<string, string>): string {
  const found = known.get(expression);
  if (found !== undefined) return found;
  const [, every, ofEach] = /^\{ for key, one in (\S+) : key => one(.*) \}$/.exec(expression) ?? [];
  if (every !== undefined) {
    const { attribute, type } = partsOf(`${every}${ofEach}`);
    return `${words(attribute)} of each ${type}, by its key.`;
  }
  const inner = /^one\((.*)\)$/.exec(expression)?.[1]?.replace('[*]', '') ?? expression;
  const sentence = inner.startsWith('[') ? listSentence(inner) : singleSentence(inner);
  return expression.startsWith('one(') ? `${sentence.slice(0, -1)}; null where there is none.` : sentence;
}

/** The docstrings of a construct's fields by the expression that each field holds inside of the module. */
export function fieldsByExpression(
  stack: TerraformStack,
  instance: Construct,
  source: ModuleSource,
  { fields }: Pick<Docstrings, 'fields'>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, text] of fields) {
    const value: unknown = Reflect.get(instance, name);
    const values: unknown[] = Array.isArray(value) ? value : [value];
    if (values.some((item) => typeof item !== 'string')) continue;
    const inside = mapReferences(resolved(stack, value), ({ address, attribute }) => {
      const moved = source.addresses.get(address) ?? address;
      return `${moved}${attribute}`;
    });
    const strings = (Array.isArray(inside) ? inside : [inside]).map((item) => /^\$\{(.*)\}$/.exec(String(item))?.[1]);
    if (strings.includes(undefined)) continue;
    found.set(Array.isArray(inside) ? `[${strings.join(', ')}]` : String(strings[0]), text);
  }
  return found;
}

const ATTRIBUTES: Readonly<Record<string, string>> = { id: 'Id', arn: 'ARN', dns_name: 'DNS name', zone_id: 'Zone id' };

/** What people call a kind of resource where its type is an abbreviation. */
const TYPES: Readonly<Record<string, string>> = {
  vpc: 'VPC',
  lb: 'load balancer',
  lb_target_group: 'target group',
  db_instance: 'database server',
  db_proxy: 'database proxy',
  sqs_queue: 'queue',
  sqs_queue_policy: 'queue policy',
  msk_cluster: 'Kafka cluster',
  eks_cluster: 'EKS cluster',
  s3_bucket: 'bucket',
  s3_bucket_policy: 'bucket policy',
  cloudwatch_metric_alarm: 'alarm',
  iam_role: 'role',
  iam_role_policy: 'policy',
  iam_role_policy_attachment: 'attachment',
  iam_openid_connect_provider: 'identity provider',
  kms_key: 'key',
  sns_topic: 'topic',
  secretsmanager_secret: 'secret',
  lambda_function: 'function',
};

function singleSentence(expression: string): string {
  const { attribute, type, name } = partsOf(expression);
  return `${words(attribute)} of the ${type} \`${name}\`.`;
}

function listSentence(expression: string): string {
  const items = expression.slice(1, -1).split(', ').map(partsOf);
  const [first] = items;
  if (first === undefined) return expression;
  const names = items.map(({ name }) => `\`${name}\``);
  return `${words(first.attribute)}s of the ${plural(first.type)}: ${names.join(', ')}.`;
}

const plural = (singular: string) => (singular.endsWith('s') ? `${singular}es` : `${singular}s`);

function partsOf(expression: string) {
  const [, type = '', name = '', ...attribute] =
    /^(?:data\.)?aws_(\w+)\.([\w-]+)(?:\[0\])?\.(.*)$/.exec(expression) ?? [];
  return {
    type: TYPES[type] ?? type.replaceAll('_', ' '),
    name,
    attribute: attribute.join('.').replace(/^.*\]\.?/, ''),
  };
}

function words(attribute: string): string {
  const last = attribute.split('.').at(-1) ?? attribute;
  const text =
    ATTRIBUTES[last] ??
    last
      .replaceAll('_', ' ')
      .replace(/\barn\b/, 'ARN')
      .replace(/\bid\b/, 'id');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
