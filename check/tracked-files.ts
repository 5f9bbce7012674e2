import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { linesOf, run } from './run-tool.ts';

export type TrackedFile = { name: string; text: string };

/** Written by programs and checked by the programs that write them. */
const GENERATED = /^(terraform|k8s|prisma\/generated|node_modules)\//;
const SOURCE = /\.(ts|tsx|mts|cts|js|mjs|cjs)$/;

/**
 * The names of all files that git has or would take (so a file is judged before its first commit), sorted, with `/`.
 * Fails outside a git work tree.
 */
export async function trackedNames(projectRoot: string): Promise<string[]> {
  const listing = await run(projectRoot, 'git', ['ls-files', '--cached', '--others', '--exclude-standard']);
  if (listing.exitCode !== 0) throw new Error(`git ls-files: ${listing.stderr.trim()}`);
  return linesOf(listing.stdout).filter((name) => !GENERATED.test(`${name}/`.replace(/\/$/, '')));
}

/** The source files among them, by their endings. */
export async function sourceNames(projectRoot: string): Promise<string[]> {
  return (await trackedNames(projectRoot)).filter((name) => SOURCE.test(name));
}

/** The texts of the named files; a file that is deleted but not yet committed so, or that is binary, is left out. */
export async function readTexts(projectRoot: string, names: readonly string[]): Promise<TrackedFile[]> {
  const files = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(projectRoot, name), 'utf8').catch(() => undefined);
      return text === undefined || text.includes('\0') ? [] : [{ name, text }];
    }),
  );
  return files.flat();
}

/** Whether a file is a test: it may be longer, and may cast. */
export function isTest(name: string): boolean {
  return /\.test\.[a-z]+$/.test(name);
}
