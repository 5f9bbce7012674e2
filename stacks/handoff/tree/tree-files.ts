import { type Block, type BodyItem, fileText } from '../hcl/body.ts';
import { aligned, expression } from '../hcl/expression.ts';
import type { JsonValue } from '../hcl/json-value.ts';
import type { BlockSchema } from '../hcl/resource-body.ts';
import type { EnvironmentSource, ModuleCall } from './environment-source.ts';
import { type ModuleDescription, outputBlocks, resourceBlock, variableBlocks } from './module-files.ts';
import type { ModuleSource, NamedEntry } from './module-source.ts';
import { moduleLabel } from './names.ts';
import { terraformBlock } from './root-blocks.ts';
import { GUARD_COMMENT, GUARD_PART } from './stateful-guard.ts';

/** A file of the tree by its path below `terraform/`. */
export type Files = Map<string, string>;

/** First lines of every file. */
export const HEADER = ['Written by `npm run hcl` from the constructs; change those, not this file.'];
/**
 * The files of one module: what there is, alarms by themselves, variables, outputs, versions.
 * @param groups further files by the starts of the names that they hold
 */
export function moduleFiles(
  source: ModuleSource,
  about: ModuleDescription,
  schema: ReadonlyMap<string, BlockSchema>,
  groups: Readonly<Record<string, readonly string[]>> = {},
): Files {
  const { folder } = source;
  const fileOf = ({ type, name }: NamedEntry) =>
    type === 'aws_cloudwatch_metric_alarm'
      ? 'alarms'
      : (Object.entries(groups).find(([, starts]) => starts.some((start) => name.startsWith(start)))?.[0] ?? 'main');
  const files: Files = new Map();
  const blocks = (entries: readonly NamedEntry[]) =>
    entries.map((entry) => resourceBlock(withFiles(entry, folder, files), schema));
  const header = [...HEADER, '', ...wrapped(about.text, 116)];
  for (const file of new Set(['main', ...source.resources.map(fileOf)])) {
    const held = source.resources.filter((entry) => fileOf(entry) === file);
    const parts = inFiles(file, held, blocks, file === 'main' ? header : HEADER);
    for (const [name, part] of parts) files.set(`${folder}/${name}.tf`, part);
  }
  files.set(`${folder}/variables.tf`, fileText(HEADER, variableBlocks(source.variables, about)));
  files.set(`${folder}/outputs.tf`, outputsFile(about.outputs));
  files.set(
    `${folder}/versions.tf`,
    fileText(HEADER, [terraformBlock([], usesUsEast1(source.resources) ? ['aws.us-east-1'] : [])]),
  );
  return files;
}

/** The files of an environment's root: modules called in main.tf, a file for each part beside them. */
export function environmentFiles(
  name: string,
  source: EnvironmentSource,
  modules: ReadonlyMap<string, ModuleSource>,
  variables: readonly Block[],
  schema: ReadonlyMap<string, BlockSchema>,
): Files {
  const folder = `environments/${name}`;
  const files: Files = new Map();
  files.set(
    `${folder}/main.tf`,
    fileText(
      HEADER,
      source.calls.map((call) => callBlock(call, modules.get(call.name))),
    ),
  );
  for (const [part, entries] of source.parts) {
    const blocks = (some: readonly NamedEntry[]) =>
      some.map((entry) => resourceBlock(withFiles(entry, folder, files), schema));
    const header = part === GUARD_PART ? [...HEADER, '', ...GUARD_COMMENT] : HEADER;
    for (const [file, text] of inFiles(part.replaceAll('_', '-'), entries, blocks, header))
      files.set(`${folder}/${file}.tf`, text);
  }
  files.set(`${folder}/variables.tf`, fileText(HEADER, variables));
  files.set(`${folder}/outputs.tf`, outputsFile([]));
  const moves = [...source.moved]
    .filter(([from, to]) => from !== to)
    .map(
      ([from, to]): Block => ({
        type: 'moved',
        labels: [],
        body: [
          { kind: 'raw', name: 'from', text: from },
          { kind: 'raw', name: 'to', text: to },
        ],
      }),
    );
  for (let at = 0; at < moves.length; at += MOVES_PER_FILE)
    files.set(
      `${folder}/moved${at === 0 ? '' : `-${at / MOVES_PER_FILE + 1}`}.tf`,
      fileText(
        [...HEADER, 'A state that `cdktf deploy` made is taken over without a change.'],
        moves.slice(at, at + MOVES_PER_FILE),
      ),
    );
  return files;
}

const MOVES_PER_FILE = 75;
const LONGEST_FILE = 380;

// One file, or several named after the first word of their resources when it would be too long to read.
function inFiles(
  name: string,
  entries: readonly NamedEntry[],
  blocks: (entries: readonly NamedEntry[]) => Block[],
  header: readonly string[] = HEADER,
): [string, string][] {
  const whole = fileText(header, blocks(entries));
  if (lines(whole) <= LONGEST_FILE) return [[name, whole]];
  const files: [string, string][] = [];
  let held: NamedEntry[] = [];
  const close = () => {
    if (held.length > 0)
      files.push([
        files.length === 0 ? name : `${name}-${files.length + 1}`,
        fileText(files.length === 0 ? header : HEADER, blocks(held)),
      ]);
    held = [];
  };
  for (const entry of entries) {
    if (held.length > 0 && lines(fileText(header, blocks([...held, entry]))) > LONGEST_FILE) close();
    held.push(entry);
  }
  close();
  return files;
}

// Who looks for outputs finds the file, and what it says.
const outputsFile = (outputs: ModuleDescription['outputs']): string =>
  outputs.length === 0
    ? fileText([...HEADER, 'Nobody reads anything of it.'], [])
    : fileText(HEADER, outputBlocks(outputs));

/** A text in lines no longer than `width`, broken between words. */
export function wrapped(text: string, width: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const row = rows.at(-1);
    if (row === undefined || row.length + 1 + word.length > width) rows.push(word);
    else rows[rows.length - 1] = `${row} ${word}`;
  }
  return rows;
}

const lines = (text: string) => text.split('\n').length;

// Code of several lines reads better as a file of its own, and stays what it is to the last byte.
function withFiles(entry: NamedEntry, folder: string, files: Files): NamedEntry {
  const json = Object.entries(entry.json).map(([key, value]): [string, JsonValue] => {
    if (key !== 'code' || typeof value !== 'string' || value.includes('${')) return [key, value];
    const file = `functions/${entry.name.replaceAll('_', '-')}.js`;
    files.set(`${folder}/${file}`, value);
    return [key, `\${file("\${path.module}/${file}")}`];
  });
  return { ...entry, json: Object.fromEntries(json) };
}

function callBlock({ name, arguments: values }: ModuleCall, source: ModuleSource | undefined): Block {
  const providers: BodyItem[] = usesUsEast1(source?.resources ?? [])
    ? [{ kind: 'raw', name: 'providers', text: '{\n  aws           = aws\n  aws.us-east-1 = aws.us-east-1\n}' }]
    : [];
  const body: BodyItem[] = [
    { kind: 'argument', name: 'source', value: `../../${source?.folder}` },
    ...providers,
    ...[...values].map(([argument, value]): BodyItem => ({ kind: 'argument', name: argument, value })),
  ];
  return { type: 'module', labels: [moduleLabel(name)], body };
}

/** Whether a module must be given a provider of us-east-1 too. */
export function usesUsEast1(entries: readonly NamedEntry[]): boolean {
  return entries.some(({ json }) => json.provider === 'aws.us-east-1');
}

/** `terraform.tfvars.example`: every variable of the root with the value of an example. */
export function exampleValues(values: ReadonlyMap<string, JsonValue>): string {
  return `${aligned([...values].map(([name, value]) => ({ name, text: expression(value) })))}\n`;
}
