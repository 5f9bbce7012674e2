import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { platformNames, stackNames, synthesise } from '../synthesise.ts';
import { isArguments, type StackJson } from './stack-query.ts';

/** The stacks as Terraform reads them. */
export interface Synthesised {
  readonly prod: StackJson;
  readonly staging: StackJson;
  /** What runs on the cluster of each. */
  readonly platform: { readonly prod: StackJson; readonly staging: StackJson };
  /** Every stack by its name: the environments, those that the document does not know as well, and their bootstraps. */
  readonly every: ReadonlyMap<string, StackJson>;
}

let kept: Synthesised | undefined;

/**
 * Every stack for an example deployment, synthesised once per process: what every proof asks its questions of.
 * @throws Error when a rule refuses the settings of an environment
 */
export function synthesisedStacks(): Synthesised {
  kept ??= synthesiseAll();
  return kept;
}

function synthesiseAll(): Synthesised {
  const folder = mkdtempSync(path.join(tmpdir(), 'urr-proofs-'));
  try {
    // No variables: example values everywhere, the same on every machine. The day matters for warnings only.
    const { files } = synthesise([...stackNames, ...platformNames], folder, { env: {}, now: new Date() });
    return {
      prod: parsed(files, 'prod'),
      staging: parsed(files, 'staging'),
      platform: { prod: parsed(files, 'prod-platform'), staging: parsed(files, 'staging-platform') },
      every: new Map(stackNames.map((name) => [name, parsed(files, name)])),
    };
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
