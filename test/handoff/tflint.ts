/** tflint with all of its bundled rules over the tree. The rules for AWS are a plugin that only GitHub hands out. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { localPath } from '../../local/project-paths.ts';
import { treeCopy } from '../../stacks/handoff/testing/tree-copy.ts';
import { runProgram } from '../apply/terraform.ts';
import { terraformEnvironment } from '../aws-emulator/terraform-environment.ts';

const VERSION = 'v0.64.0';
const folder = localPath('tflint');
const program = path.join(folder, 'bin/tflint');

/**
 * @returns what was seen
 * @throws Error with what it found, or when it would find nothing anywhere
 */
export async function lintTree(): Promise<string> {
  install();
  const copy = treeCopy('handoff/tflint');
  const clean = await lint(copy);
  if (clean.code !== 0 || clean.said !== '') throw new Error(clean.said);
  appendFileSync(path.join(copy, 'modules/sqs/variables.tf'), 'variable "unread" {}\n');
  const { code, said } = await lint(copy);
  if (code !== 2 || !said.includes('variable "unread" is declared but not used'))
    throw new Error(`it was quiet about a variable that nobody reads: ${said}`);
  return `tflint ${VERSION}, all rules: nothing found, a planted fault is`;
}

async function lint(copy: string): Promise<{ readonly code: number; readonly said: string }> {
  const args = ['--recursive', `--config=${path.join(copy, '.tflint.hcl')}`, '--minimum-failure-severity=notice'];
  const log = path.join(path.dirname(copy), 'tflint.log');
  const options = { cwd: copy, env: terraformEnvironment(), log };
  const { code, stdout, stderr } = await runProgram(program, [...args, '--format=compact'], options);
  return { code, said: `${stdout}${stderr}`.trim() };
}

// Into .local/tflint, once: two to five minutes.
function install(): void {
  if (existsSync(program)) return;
  mkdirSync(folder, { recursive: true });
  const env = {
    ...process.env,
    GOBIN: path.dirname(program),
    GOMODCACHE: process.env.GOMODCACHE ?? path.join(folder, 'go/mod'),
    GOCACHE: process.env.GOCACHE ?? path.join(folder, 'go/build'),
    // A cache that cannot be deleted like any other folder is a nuisance.
    GOFLAGS: '-modcacherw',
  };
  const args = ['install', `github.com/terraform-linters/tflint@${VERSION}`];
  const { status, stderr, error } = spawnSync('go', args, { env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error) throw new Error(`tflint is made by Go (Debian: golang-go): ${error.message}`);
  if (status !== 0) throw new Error(`go install tflint:\n${stderr}`);
}
