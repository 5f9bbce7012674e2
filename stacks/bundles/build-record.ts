import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { version } from 'esbuild';
import { z } from 'zod';

/** What a build was made from and what came out, so that the next synthesis builds only when something else goes in. */
const buildRecord = z.object({
  /** SHA-256 of everything that is no source: esbuild, its options, the entries, the lock file. */
  settings: z.string(),
  /** SHA-256 of each source that went in, by its path from the root of the project. */
  inputs: z.record(z.string(), z.string()),
  /** SHA-256 of each zip that came out, base64, by the name of its function. */
  zips: z.record(z.string(), z.string()),
});
export type BuildRecord = z.infer<typeof buildRecord>;

/** What decides the code besides the sources: another one of these may give other code from the same sources. */
export function settingsHash(root: string, options: unknown): string {
  const lock = ['package-lock.json', 'tsconfig.json'].map((file) => hashOf(path.join(root, file)));
  return createHash('sha256')
    .update(JSON.stringify([version, options, lock]))
    .digest('hex');
}

/** The hashes of `files`, by content: dates mean nothing after a checkout. */
export function hashesOf(root: string, files: readonly string[]): Record<string, string> {
  return Object.fromEntries(files.map((file) => [file, hashOf(path.join(root, file))]));
}

/** Whether everything that went into the recorded build is still the same, and the zips that came out still lie there. */
export function stillHolds(record: BuildRecord, root: string, folder: string, settings: string): boolean {
  return (
    record.settings === settings &&
    Object.entries(record.inputs).every(([file, hash]) => hashOf(path.join(root, file)) === hash) &&
    Object.entries(record.zips).every(([name, hash]) => hashOf(path.join(folder, `${name}.zip`), 'base64') === hash)
  );
}

/** The record in `file`, or nothing when there is none or when it is not one: then everything is built. */
export function readRecord(file: string): BuildRecord | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return buildRecord.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Half written or of an older shape: building again costs a second and loses nothing.
    return undefined;
  }
}

function hashOf(file: string, encoding: 'hex' | 'base64' = 'hex'): string {
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest(encoding) : 'no such file';
}
