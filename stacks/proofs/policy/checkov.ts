import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isArguments, type StackJson } from '../stack-query.ts';

/** A check of checkov that a resource did not pass. */
export interface CheckovFault {
  /** Id of the check, for example `CKV_AWS_16`. */
  readonly check: string;
  readonly title: string;
  /** `<stack>:<type>.<name>`; checkov writes `resource` for the type where it does not follow references. */
  readonly where: string;
}

export interface CheckovResult {
  readonly version: string;
  /** Checks that were run on resources; zero would mean that it saw nothing, and is no success. */
  readonly checks: number;
  readonly failed: readonly CheckovFault[];
}

/**
 * Runs checkov over synthesised stacks, offline.
 * @param program path of checkov
 * @throws Error when checkov does not answer with a report
 */
export async function runCheckov(program: string, stacks: Readonly<Record<string, StackJson>>): Promise<CheckovResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'urr-checkov-'));
  try {
    for (const [name, stack] of Object.entries(stacks)) {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, 'cdk.tf.json'), JSON.stringify(stack, null, 1));
    }
    // With the framework `terraform` it finds no resource in .tf.json files and is content (dependencies.md 13).
    const framework = ['--framework', 'terraform_json', '--skip-download', '--compact', '--quiet', '--output', 'json'];
    return parsed(await answer(program, ['--directory', folder, ...framework]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Its standard output; the exit code is 1 whenever a check fails, which the report says better. */
function answer(program: string, arguments_: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, arguments_, { maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (stdout.trim() === '') reject(new Error(`checkov wrote no report: ${error?.message ?? ''} ${stderr}`));
      else resolve(stdout);
    });
  });
}

function parsed(text: string): CheckovResult {
  const report: unknown = JSON.parse(text);
  const summary = isArguments(report) ? report.summary : undefined;
  const results = isArguments(report) ? report.results : undefined;
  if (!isArguments(summary) || !isArguments(results)) throw new Error('checkov wrote a report without a summary');
  const failed = results.failed_checks;
  return {
    version: String(summary.checkov_version),
    checks: Number(summary.passed) + Number(summary.failed),
    failed: (Array.isArray(failed) ? failed : []).filter(isArguments).map((fault) => ({
      check: String(fault.check_id),
      title: String(fault.check_name),
      where: `${String(fault.file_path).split('/').at(-2) ?? ''}:${String(fault.resource)}`,
    })),
  };
}
