import { expression } from '../hcl/expression.ts';
import { exampleValue } from './example-value.ts';
import type { ModuleDescription } from './module-files.ts';
import type { ModuleSource } from './module-source.ts';
import { moduleLabel } from './names.ts';
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
  return new Map([[`${source.folder}/README.md`, `${text.filter(Boolean).join('\n\n')}\n`]]);
}

// The inputs without a default, with values that say what they look like.
function exampleCall(source: ModuleSource, about: ModuleDescription): string {
  const needed = source.variables.filter(({ variable }) => !about.defaults.has(variable));
  const rows: [string, string][] = [
    ['source', `"../../${source.folder}"`],
    ...needed.map((one): [string, string] => [one.variable, expression(exampleValue(one, source))]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const providers = usesUsEast1(source.resources)
    ? ['  providers = {\n    aws           = aws\n    aws.us-east-1 = aws.us-east-1\n  }']
    : [];
  return [
    `module "${moduleLabel(source.name)}" {`,
    ...rows.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`),
    ...providers,
    '}',
  ].join('\n');
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
