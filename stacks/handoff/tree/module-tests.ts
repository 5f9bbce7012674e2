import { type Block, type BodyItem, fileText } from '../hcl/body.ts';
import type { JsonValue } from '../hcl/json-value.ts';
import type { DocumentedTests } from './documented-test.ts';
import { exampleValue } from './example-value.ts';
import type { ModuleDescription } from './module-files.ts';
import type { ModuleSource } from './module-source.ts';
import type { ModuleVariable } from './symbols.ts';
import { type Files, HEADER, usesUsEast1 } from './tree-files.ts';

/**
 * `terraform test` of a module without an account: the plan with its defaults holds the documented values, and every
 * validation refuses something.
 */
export function moduleTests(tests: DocumentedTests, source: ModuleSource, about: ModuleDescription): Files {
  const needed = source.variables.filter(
    ({ variable }) => !about.defaults.has(variable) || variable in (tests.given ?? {}),
  );
  const variables: Block = {
    type: 'variables',
    labels: [],
    body: needed.map((one) => argument(one.variable, tests.given?.[one.variable] ?? testValue(one, source))),
  };
  const documented = run('documented_values', tests.values.map(assertion));
  const folder = `${source.folder}/tests`;
  const refusals = refusalRuns(source, about, tests);
  const head = [...mockProviders(usesUsEast1(source.resources)), variables];
  const files: Files = new Map([[`${folder}/documented.tftest.hcl`, fileText(HEADER, [...head, documented])]]);
  if (refusals.length > 0) files.set(`${folder}/refused.tftest.hcl`, fileText(HEADER, [...head, ...refusals]));
  return files;
}

/** Providers that answer without an account. */
export function mockProviders(usEast1: boolean): Block[] {
  const plain: Block = { type: 'mock_provider', labels: ['aws'], body: [] };
  const alias: Block = { type: 'mock_provider', labels: ['aws'], body: [argument('alias', 'us-east-1')] };
  return usEast1 ? [plain, alias] : [plain];
}

function refusalRuns(source: ModuleSource, about: ModuleDescription, tests: DocumentedTests): Block[] {
  return source.variables.flatMap((variable) =>
    about.validations
      .filter((rule) => rule.variable === variable.variable)
      .map(({ message }) => {
        const rule = message.slice(0, message.indexOf(':'));
        const values = Object.entries(tests.refused?.[rule] ?? { [variable.variable]: guess(variable, rule) });
        const given = values.map(([name, value]) => argument(name, value));
        return run(`refuses_${rule.replace(/^.*\//, '').replaceAll('-', '_')}`, [
          { kind: 'block', block: { type: 'variables', labels: [], body: given } },
          { kind: 'raw', name: 'expect_failures', text: `[var.${variable.variable}]` },
        ]);
      }),
  );
}

// What no rule of a variable of that type would let through.
function guess({ type }: ModuleVariable, rule: string): JsonValue {
  if (type === 'number') return -1;
  if (type === 'string') return 'no such thing!';
  if (type === 'list(string)') return ['no such thing!'];
  throw new Error(`the documented tests say no value that ${rule} refuses`);
}

/** One plan, with what must hold of it. */
export function run(name: string, body: readonly BodyItem[]): Block {
  return { type: 'run', labels: [name], body: [{ kind: 'raw', name: 'command', text: 'plan' }, ...body] };
}

/** One thing that must hold, with the sentence of the document that says so. */
export function assertion([condition, sentence]: readonly [string, string]): BodyItem {
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
