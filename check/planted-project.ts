import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './run-tool.ts';

const repository = path.resolve(import.meta.dirname, '..');
const RULE_FILES = [
  'biome.json',
  '.oxlintrc.json',
  '.dependency-cruiser.mjs',
  'knip.json',
  'tsconfig.json',
  '.gitignore',
];

/** A small project without a fault: a service of two files, its test and a document. */
const CLEAN_FILES = {
  'package.json': `${JSON.stringify({ name: 'planted', private: true, type: 'module', dependencies: { express: '5.3.0' } }, null, 2)}\n`,
  'README.md':
    'How long a ticket is held: [the rule](services/ticket/server.ts), held by `services/ticket/hold.test.ts`.\n',
  'services/ticket/hold.ts': `/** The moment a hold made now runs out. */
export function holdEnd(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}
`,
  'services/ticket/hold.test.ts': `import { holdEnd } from './hold.ts';

it('ends a hold after its seconds', () => {
  if (holdEnd(new Date(0), 300).getTime() !== 300_000) throw new Error('wrong moment');
});
`,
  'services/ticket/server.ts': `import express from 'express';
import { holdEnd } from './hold.ts';

express().get('/', (_request, response) => {
  response.json({ end: holdEnd(new Date(), 300) });
});
`,
};

export type PlantedProject = { root: string; remove: () => Promise<void> };

/**
 * Writes the clean project, with this repository's rules and packages, into a temporary folder under git; `faults` are
 * files to add or to replace (name -> text).
 */
export async function plantProject(faults: Readonly<Record<string, string>> = {}): Promise<PlantedProject> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'urr-check-')));
  await Promise.all(RULE_FILES.map((name) => cp(path.join(repository, name), path.join(root, name))));
  await symlink(path.join(repository, 'node_modules'), path.join(root, 'node_modules'));
  for (const [name, text] of Object.entries({ ...CLEAN_FILES, ...faults })) {
    await mkdir(path.join(root, path.dirname(name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  await run(root, 'git', ['init', '--quiet']);
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}
