import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { synthesise } from '../synthesise.ts';
import { isArguments, type StackJson } from './stack-query.ts';

/** The environments as Terraform reads them, by name. */
export interface Synthesised {
  readonly prod: StackJson;
  readonly staging: StackJson;
}

let kept: Synthesised | undefined;

/**
 * Prod and staging for an example deployment, synthesised once per process: what every proof asks its questions of.
 * @throws Error when a rule refuses the settings of an environment
 */
export function synthesisedStacks(): Synthesised {
  kept ??= synthesiseBoth();
  return kept;
}

function synthesiseBoth(): Synthesised {
  const folder = mkdtempSync(path.join(tmpdir(), 'urr-proofs-'));
  try {
    // No variables: example values everywhere, the same on every machine. The day matters for warnings only.
    const { files } = synthesise(['prod', 'staging'], folder, { env: {}, now: new Date() });
    return { prod: parsed(files, 'prod'), staging: parsed(files, 'staging') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function parsed(files: ReadonlyMap<string, string>, name: string): StackJson {
  const file = files.get(name);
  const json: unknown = file === undefined ? undefined : JSON.parse(readFileSync(file, 'utf8'));
  if (!isArguments(json)) throw new Error(`the synthesis of ${name} wrote no JSON object`);
  return json;
}
