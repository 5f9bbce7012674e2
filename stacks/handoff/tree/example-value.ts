import type { JsonValue } from '../hcl/json-value.ts';
import type { ModuleSource } from './module-source.ts';
import { mapStrings } from './references.ts';
import type { ModuleVariable } from './symbols.ts';

/** How many elements of a list a module takes one by one (`var.admin_role_arns[1]` makes it 2); undefined for whole lists. */
export function elementCount(source: ModuleSource, variable: string): number | undefined {
  const taken: number[] = [];
  for (const { json } of source.resources)
    mapStrings(json, (text) => {
      for (const [, name, at] of text.matchAll(/\bvar\.(\w+)\[(\d+)\]/g))
        if (name === variable) taken.push(Number(at) + 1);
      return text;
    });
  return taken.length === 0 ? undefined : Math.max(...taken);
}

// The elements of a map that a module reads by name.
function keysOf(source: ModuleSource, variable: string): string[] {
  const keys = new Set<string>();
  for (const { json } of source.resources)
    mapStrings(json, (text) => {
      for (const [, name, key = ''] of text.matchAll(/\bvar\.(\w+)\[\\*"([^"\\]+)\\*"\]/g))
        if (name === variable) keys.add(key);
      return text;
    });
  return [...keys];
}

/** A value of the right type and shape for a variable: a made-up id, ARN or name, or what prod gives a plain setting. */
export function exampleValue({ variable, type, value }: ModuleVariable, source: ModuleSource): JsonValue {
  if (type === 'list(string)') {
    const count = elementCount(source, variable) ?? 2;
    return [...Array(count).keys()].map((at) => exampleText(variable.replace(/(?<!s)s$/, ''), at));
  }
  if (type === 'number' || type === 'bool') return typeof value === 'number' || typeof value === 'boolean' ? value : 1;
  if (type === 'map(string)')
    return Object.fromEntries(keysOf(source, variable).map((key) => [key, exampleText(variable.slice(0, -1), 0)]));
  if (variable === 'certificate_arn') return certificate(source.name === 'cloudfront' ? 'us-east-1' : 'ap-northeast-2');
  return typeof value === 'string' && /^[\w./-]{1,40}$/.test(value) ? value : exampleText(variable, 0);
}

const certificate = (region: string) =>
  `arn:aws:acm:${region}:123456789012:certificate/00000000-0000-0000-0000-000000000000`;

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

function exampleText(variable: string, at: number): string {
  if (variable === 'account_id') return '123456789012';
  if (variable === 'name_prefix') return 'urr-prod';
  if (/^cluster_(prefix|name)$|^namespace$/.test(variable)) return 'urr-spring';
  if (variable === 'wait_for' || variable === 'proxy_wait_for') return `policy-${at + 1}`;
  if (variable.endsWith('subnet_id')) return `subnet-0123456789abcdef${at}`;
  if (variable.endsWith('vpc_id')) return 'vpc-0123456789abcdef0';
  if (variable.endsWith('route_table_id')) return `rtb-0123456789abcdef${at}`;
  if (variable.endsWith('bundle')) return './function.zip';
  if (variable.endsWith('role_arn')) return `arn:aws:iam::123456789012:role/${variable.replaceAll('_', '-')}`;
  if (variable.endsWith('bucket_arn')) return 'arn:aws:s3:::example-logs';
  if (variable.endsWith('queue_arn')) return 'arn:aws:sqs:ap-northeast-2:123456789012:example';
  if (/topic_arn$|alarms_arn$/.test(variable) && !variable.startsWith('keys_'))
    return 'arn:aws:sns:ap-northeast-2:123456789012:alarms';
  if (variable.endsWith('secret_arn'))
    return `arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-${LETTERS[at] ?? 'e'}-AbCdEf`;
  if (/key_arn$|^keys_\w+_arn$/.test(variable))
    return 'arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000';
  if (variable.endsWith('header_value')) return `example-value-of-the-header-${LETTERS[at]}`;
  if (variable === 'web_acl_arn')
    return 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/example/00000000-0000-0000-0000-000000000000';
  if (variable === 'distribution_arn') return 'arn:aws:cloudfront::123456789012:distribution/EDFDVBD6EXAMPLE';
  if (/domain$|host$|^aliase?$/.test(variable)) return 'www.example.com';
  if (variable === 'api_stage_path') return '/live';
  return `example-${LETTERS[at] ?? 'e'}`;
}
