import { expression } from '../hcl/expression.ts';
import type { JsonValue } from '../hcl/json-value.ts';
import type { ModuleDescription } from './module-files.ts';
import type { ModuleSource } from './module-source.ts';
import type { ModuleVariable } from './symbols.ts';
import { type Files, HEADER, usesUsEast1, wrapped } from './tree-files.ts';

/** What a reader of the module wants first: what it is, how it is called, its inputs and outputs. */
export function moduleReadme(source: ModuleSource, about: ModuleDescription): Files {
  const text = [
    `<!-- ${HEADER[0]} -->`,
    `# ${source.name}`,
    wrapped(about.text, 120).join('\n'),
    '## Example',
    `\`\`\`hcl\n${exampleCall(source, about)}\n\`\`\``,
    usesUsEast1(source.resources)
      ? 'The alias `aws.us-east-1` is a provider of that region, whatever the region of the rest.'
      : '',
    '## Inputs',
    table(
      ['name', 'type', 'default', 'checked', 'what'],
      source.variables.map(({ variable, type }) => [
        code(variable),
        code(type),
        defaultText(variable, about),
        String(about.validations.filter((rule) => rule.variable === variable).length || ''),
        about.descriptions.get(variable) ?? '',
      ]),
    ),
    '"checked" counts the validation blocks of an input; `terraform plan` names the rule and the remedy.',
    ...(about.outputs.length === 0
      ? []
      : [
          '## Outputs',
          table(
            ['name', 'what'],
            about.outputs.map(({ name, description }) => [code(name), description]),
          ),
        ]),
  ];
  return new Map([[`modules/${source.name}/README.md`, `${text.filter(Boolean).join('\n\n')}\n`]]);
}

// The inputs without a default, with values that say what they look like.
function exampleCall(source: ModuleSource, about: ModuleDescription): string {
  const needed = source.variables.filter(({ variable }) => !about.defaults.has(variable));
  const rows: [string, string][] = [
    ['source', `"../../modules/${source.name}"`],
    ...needed.map((one): [string, string] => [one.variable, expression(exampleValue(one))]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const providers = usesUsEast1(source.resources)
    ? ['  providers = {\n    aws           = aws\n    aws.us-east-1 = aws.us-east-1\n  }']
    : [];
  return [
    `module "${source.name}" {`,
    ...rows.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`),
    ...providers,
    '}',
  ].join('\n');
}

/** A value of the right type and shape for a variable: a made-up id, ARN or name, or what prod gives a plain setting. */
export function exampleValue({ variable, type, value }: ModuleVariable): JsonValue {
  if (type === 'list(string)') return [...Array(2).keys()].map((at) => exampleText(variable.replace(/s$/, ''), at));
  if (type === 'number' || type === 'bool') return typeof value === 'number' || typeof value === 'boolean' ? value : 1;
  if (type === 'map(string)') return {};
  return typeof value === 'string' && /^[\w./-]{1,40}$/.test(value) ? value : exampleText(variable, 0);
}

const LETTERS = ['a', 'c'];

function exampleText(variable: string, at: number): string {
  if (variable === 'account_id') return '123456789012';
  if (variable === 'wait_for' || variable === 'proxy_wait_for') return `policy-${at + 1}`;
  if (variable.endsWith('subnet_id')) return `subnet-0123456789abcdef${at}`;
  if (variable.endsWith('vpc_id')) return 'vpc-0123456789abcdef0';
  if (variable.endsWith('route_table_id')) return `rtb-0123456789abcdef${at}`;
  if (variable.endsWith('bundle')) return './function.zip';
  if (/role_arn$/.test(variable)) return `arn:aws:iam::123456789012:role/${variable.replaceAll('_', '-')}`;
  if (/bucket_arn$/.test(variable)) return 'arn:aws:s3:::example-logs';
  if (/queue_arn$/.test(variable)) return 'arn:aws:sqs:ap-northeast-2:123456789012:example';
  if (/topic_arn$/.test(variable)) return 'arn:aws:sns:ap-northeast-2:123456789012:alarms';
  if (/secret_arns?$/.test(variable))
    return `arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:example-${LETTERS[at] ?? 'e'}-AbCdEf`;
  if (/key_arn$/.test(variable))
    return 'arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000';
  if (variable === 'certificate_arn')
    return 'arn:aws:acm:ap-northeast-2:123456789012:certificate/00000000-0000-0000-0000-000000000000';
  if (variable === 'web_acl_arn')
    return 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/example/00000000-0000-0000-0000-000000000000';
  if (variable === 'distribution_arn') return 'arn:aws:cloudfront::123456789012:distribution/EDFDVBD6EXAMPLE';
  if (/domain$|host$|^aliase?$/.test(variable)) return 'www.example.com';
  if (variable === 'api_stage_path') return '/live';
  return `example-${LETTERS[at] ?? 'e'}`;
}

function defaultText(variable: string, about: ModuleDescription): string {
  const value = about.defaults.get(variable);
  if (value === undefined) return 'required';
  return code(JSON.stringify(value));
}

const code = (text: string) => `\`${text}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
