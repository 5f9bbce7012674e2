import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../local/project-paths.ts';
import { handoffParts } from '../handoff/handoff-parts.ts';
import { applyPart } from './apply-part.ts';
import type { ApplyRun } from './apply-run.ts';
import { bootstrapByCommand } from './bootstrap.ts';
import { type Drift, emulatorDrift } from './emulator-drift.ts';
import { fitToEmulator } from './fit-to-emulator.ts';
import { applyMocked } from './mocked-stack.ts';
import type { Part } from './run-parts.ts';
import { type Root, rootsOf, slice } from './slice.ts';
import { testStateLocks } from './state-locks.ts';
import { type Synthesised, synthesised } from './synthesised.ts';
import { takeOut } from './take-out.ts';
import { type Resource, resourcesOf, type TerraformJson } from './terraform-json.ts';
import { ownPartOnly, unholdable } from './unholdable.ts';

/** What the parts have seen, for the count at the end. */
interface Seen {
  readonly applied: Set<string>;
  readonly mocked: Set<string>;
  readonly drift: Set<Drift>;
}

/** The documented thirteen. */
const modules = readdirSync(path.join(projectRoot, 'modules'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** @throws Error when one of `names` is no part; no name asks for all */
export function partsToRun(run: ApplyRun, names: readonly string[]): Part[] {
  const prod = synthesised('prod', path.join(run.folder, 'synth'));
  // First of all: nothing is applied only because something that is taken out refers to it.
  const fitting = { ...prod, stack: fitToEmulator(prod.stack) };
  const seen: Seen = { applied: new Set(), mocked: new Set(), drift: new Set() };
  const all: Part[] = [
    // What takes longest comes first.
    { name: 'bootstrap', work: () => bootstrapByCommand(run) },
    { name: 'state-locks', work: () => testStateLocks(run).then(() => 'S3 lock, DynamoDB lock, both') },
    ...rootsOf(fitting.stack, modules).map((root) => ({
      name: root.name,
      work: () => onEmulator(run, root, fitting, seen),
    })),
    ...handoffParts(run),
    { name: 'mocked-prod', work: () => onMock(run, 'prod', prod, seen) },
    {
      name: 'mocked-staging',
      work: () => onMock(run, 'staging', synthesised('staging', path.join(run.folder, 'synth'))),
    },
  ];
  const unknown = names.filter((name) => !all.some((part) => part.name === name));
  if (unknown.length > 0)
    throw new Error(`no such part: ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}`);
  if (names.length > 0) return all.filter(({ name }) => names.includes(name));
  return [...all, { name: 'everything', last: true, work: async () => everythingIsApplied(prod.stack, seen) }];
}

async function onEmulator(
  run: ApplyRun,
  { name, parts }: Root,
  { stack, assets }: Synthesised,
  seen: Seen,
): Promise<string> {
  const isOwn = ({ path: [first] }: Resource) => parts.includes(first ?? '');
  const own = new Set(
    resourcesOf(stack)
      .filter(isOwn)
      .map(({ type }) => type),
  );
  const others = takeOut(stack, new Set(ownPartOnly.map(({ type }) => type).filter((type) => !own.has(type))));
  const { applied, drift } = await applyPart(run, name, { stack: slice(others, isOwn), assets });
  for (const { address } of applied) seen.applied.add(address);
  for (const one of drift) seen.drift.add(one);
  const drifting = drift.length === 0 ? '' : `, the emulator forgets ${drift.map(inWords).join(', ')}`;
  return `${applied.length} resources${drifting}`;
}

async function onMock(run: ApplyRun, name: string, stack: Synthesised, seen?: Seen): Promise<string> {
  const applied = await applyMocked(path.join(run.folder, `mocked-${name}`), name, stack);
  for (const { address } of applied) seen?.mocked.add(address);
  return `${applied.length} resources of ${new Set(applied.map(({ type }) => type)).size} types`;
}

const inWords = ({ type, attribute }: Drift) => `${type}.${attribute}`;

/** Every resource of prod was applied on the emulator, or stands in the list and was applied on the mock. */
function everythingIsApplied(prod: TerraformJson, { applied, mocked, drift }: Seen): string {
  const listed = new Set(unholdable.map(({ type }) => type));
  const resources = resourcesOf(prod);
  const faults = [
    ...resources
      .filter(({ address, type }) => !(listed.has(type) ? mocked : applied).has(address))
      .map(({ address }) => `${address} was applied nowhere`),
    ...emulatorDrift.filter((one) => !drift.has(one)).map((one) => `${inWords(one)} drifts no more: strike it`),
  ];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const held = resources.filter(({ type }) => !listed.has(type));
  return `${held.length} of ${resources.length} resources on the emulator, the others on the mock`;
}
