import { type Block, type BodyItem, fileText } from '../hcl/body.ts';
import type { JsonValue } from '../hcl/json-value.ts';
import type { DocumentedTests } from './documented-test.ts';
import { documentedTests } from './documented-tests.ts';
import { exampleValue } from './example-value.ts';
import type { ModuleDescription } from './module-files.ts';
import { type ModuleSource, variableNames } from './module-source.ts';
import type { ModuleName } from './module-spec.ts';
import type { ModuleVariable } from './symbols.ts';
import { type Files, HEADER, usesUsEast1 } from './tree-files.ts';

/**
 * `terraform test` of a module without an account: the plan with its defaults holds the documented values, and every
 * validation over one variable refuses something.
 */
export function moduleTests(name: ModuleName, source: ModuleSource, about: ModuleDescription): Files {
  const tests: DocumentedTests = documentedTests[name];
  const needed = source.variables.filter(
    ({ variable }) => !about.defaults.has(variable) || variable in (tests.given ?? {}),
  );
  const variables: Block = {
    type: 'variables',
    labels: [],
    body: needed.map((one) => argument(one.variable, tests.given?.[one.variable] ?? testValue(one, source))),
  };
  const documented = run('documented_values', tests.values.map(assertion));
  const folder = `modules/${name}/tests`;
  const refusals = refusalRuns(source, about, tests);
  const head = [...mockProviders(source), variables];
  const files: Files = new Map([[`${folder}/documented.tftest.hcl`, fileText(HEADER, [...head, documented])]]);
  if (refusals.length > 0) files.set(`${folder}/refused.tftest.hcl`, fileText(HEADER, [...head, ...refusals]));
  return files;
}

function mockProviders(source: ModuleSource): Block[] {
  const plain: Block = { type: 'mock_provider', labels: ['aws'], body: [] };
  const alias: Block = { type: 'mock_provider', labels: ['aws'], body: [argument('alias', 'us-east-1')] };
  return usesUsEast1(source.resources) ? [plain, alias] : [plain];
}

function refusalRuns(source: ModuleSource, about: ModuleDescription, tests: DocumentedTests): Block[] {
  return source.variables.flatMap((variable): Block[] => {
    const rules = about.validations.filter((rule) => rule.variable === variable.variable);
    const alone = rules.find(({ condition }) => variableNames([`\${${condition}}`]).size === 1);
    const value = tests.refused?.[variable.variable] ?? guess(variable);
    const skipped = tests.refused?.[variable.variable] === null;
    if (alone === undefined || skipped || value === undefined) return [];
    return [
      run(`refuses_${variable.variable}`, [
        { kind: 'block', block: { type: 'variables', labels: [], body: [argument(variable.variable, value)] } },
        { kind: 'raw', name: 'expect_failures', text: `[var.${variable.variable}]` },
      ]),
    ];
  });
}

// What no rule of a variable of that type would let through.
function guess({ type }: ModuleVariable): JsonValue | undefined {
  if (type === 'number') return -1;
  if (type === 'string') return 'no such thing!';
  return type === 'list(string)' ? ['no such thing!'] : undefined;
}

function run(name: string, body: readonly BodyItem[]): Block {
  return { type: 'run', labels: [name], body: [{ kind: 'raw', name: 'command', text: 'plan' }, ...body] };
}

function assertion([condition, sentence]: readonly [string, string]): BodyItem {
  const body: BodyItem[] = [
    { kind: 'raw', name: 'condition', text: condition },
    argument('error_message', `architecture.md ${sentence}`.replaceAll('${', '$$${')),
  ];
  return { kind: 'block', block: { type: 'assert', labels: [], body } };
}

function testValue(one: ModuleVariable, source: ModuleSource): JsonValue {
  const value = exampleValue(one, source);
  // Relative to the folder in which `terraform test` runs, the module's.
  return one.variable.endsWith('bundle') ? '../../bundles/ticketWorker.zip' : value;
}

const argument = (name: string, value: JsonValue): BodyItem => ({ kind: 'argument', name, value });
