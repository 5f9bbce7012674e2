import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { complaintOf, linesOf, runTool } from './run-tool.ts';

/** Type errors of the whole project. `typescript7` is the native compiler: the same rules in a sixth of the time. */
export async function checkTypes(projectRoot: string): Promise<string[]> {
  const run = await runTool(projectRoot, 'typescript7/bin/tsc', ['--noEmit', '-p', '.', '--pretty', 'false']);
  const faults = linesOf(run.stdout).filter((line) => !line.startsWith(' '));
  return faults.length > 0 ? faults : complaintOf(run);
}

/** Lint with type information: the promise rules need to know what is a promise. */
export async function checkLint(projectRoot: string): Promise<string[]> {
  const run = await runTool(projectRoot, 'oxlint/bin/oxlint', ['--format=unix', '.']);
  const faults = linesOf(run.stdout).filter((line) => /^\S+:\d+:\d+: /.test(line));
  return faults.length > 0 ? faults : complaintOf(run);
}

/** Format, import order and the style rules. */
export async function checkFormat(projectRoot: string): Promise<string[]> {
  const run = await runTool(projectRoot, '@biomejs/biome/bin/biome', [
    'check',
    '--reporter=concise',
    '--max-diagnostics=none',
    '--error-on-warnings',
    '--no-errors-on-unmatched',
  ]);
  const faults = linesOf(run.stderr).flatMap((line) => /^[×!] (?<fault>.+)$/.exec(line)?.groups?.fault ?? []);
  return faults.length > 0 ? faults : complaintOf(run);
}

const named = z.array(z.object({ name: z.string(), line: z.number().optional() })).default([]);
const UNUSED_KINDS = {
  files: 'file is imported by nothing',
  exports: 'unused export',
  types: 'unused exported type',
  dependencies: 'unused dependency',
  devDependencies: 'unused development dependency',
  unlisted: 'package is not in package.json',
  unresolved: 'import leads nowhere',
} as const;
const knipReport = z.object({
  issues: z.array(
    z.object({
      file: z.string(),
      files: named,
      exports: named,
      types: named,
      dependencies: named,
      devDependencies: named,
      unlisted: named,
      unresolved: named,
    }),
  ),
});

/** Files, exports and packages that nothing uses. */
export async function checkUnused(projectRoot: string): Promise<string[]> {
  const run = await runTool(projectRoot, 'knip/bin/knip.js', ['--reporter', 'json', '--no-progress']);
  if (!run.stdout.trimStart().startsWith('{')) return complaintOf(run);

  const kinds = z.array(
    z.enum(['files', 'exports', 'types', 'dependencies', 'devDependencies', 'unlisted', 'unresolved']),
  );
  const faults = knipReport.parse(JSON.parse(run.stdout)).issues.flatMap((issue) =>
    kinds.parse(Object.keys(UNUSED_KINDS)).flatMap((kind) =>
      issue[kind].map(({ name, line }) => {
        const place = line === undefined ? issue.file : `${issue.file}:${line}`;
        return kind === 'files' ? `${place} ${UNUSED_KINDS[kind]}` : `${place} ${UNUSED_KINDS[kind]}: ${name}`;
      }),
    ),
  );
  return faults.length > 0 ? faults : complaintOf(run);
}

const SOURCE_FOLDERS = ['services', 'edge', 'stacks', 'modules', 'prisma', 'local', 'images', 'bench', 'test', 'check'];
const cruiseReport = z.object({
  summary: z.object({
    violations: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        rule: z.object({ name: z.string() }),
        cycle: z.array(z.object({ name: z.string() })).optional(),
      }),
    ),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string(), comment: z.string() })) }),
  }),
});

/** Imports against the directions that `.dependency-cruiser.mjs` lists. */
export async function checkDirections(projectRoot: string): Promise<string[]> {
  const folders = SOURCE_FOLDERS.filter((folder) => existsSync(path.join(projectRoot, folder)));
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...folders];
  const run = await runTool(projectRoot, 'dependency-cruiser/bin/dependency-cruise.mjs', args);
  if (!run.stdout.trimStart().startsWith('{')) return complaintOf(run);

  const { violations, ruleSetUsed } = cruiseReport.parse(JSON.parse(run.stdout)).summary;
  const reasons = new Map(ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]));
  return violations.map(({ from, to, rule, cycle }) => {
    const target = cycle ? cycle.map(({ name }) => name).join(' -> ') : to;
    return `${from} -> ${target} ${rule.name}: ${reasons.get(rule.name) ?? ''}`;
  });
}
