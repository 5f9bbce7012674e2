/** The way of the README, from an empty account to a deployed stack: npm run bootstrap, cdktf diff, cdktf deploy. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../local/project-paths.ts';
import { startAwsEmulator } from '../aws-emulator/aws-emulator.ts';
import type { ApplyRun } from './apply-run.ts';
import { lastWords, runProgram } from './terraform.ts';

/** `--skip-provider-lock`: without it cdktf asks the registry although a mirror is configured (dependencies.md 13). */
const forEmulator = ['--skip-provider-lock', '--app', 'node --import=tsx test/apply/emulated-app.ts'];

/** @throws Error with the last words of the command that failed */
export async function bootstrapByCommand(run: ApplyRun): Promise<string> {
  const folder = path.join(run.folder, 'bootstrap');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const emulator = await startAwsEmulator({ python: run.python, ledger: run.ledger, folder, accountId: run.accountId });
  const env = { ...emulator.environment, URR_AWS_ENDPOINT: emulator.endpoint, FORCE_COLOR: '0', CI: '1' };
  const log = path.join(folder, 'commands.log');
  const must = async (command: string, ...args: readonly string[]) => {
    const { code, stdout, stderr } = await runProgram(command, args, { cwd: projectRoot, env, log });
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${lastWords(`${stdout}\n${stderr}`)}`);
    return stdout;
  };
  const cdktf = (command: string, ...args: readonly string[]) =>
    must('npx', 'cdktf', command, 'prod', ...forEmulator, '--output', path.join(folder, 'cdktf.out'), ...args);
  try {
    await must('npm', 'run', 'bootstrap', '--', 'prod');
    await must('npm', 'run', 'bootstrap', '--', 'prod');
    const planned = /Plan: (\d+) to add, 0 to change, 0 to destroy/.exec(await cdktf('diff'))?.[1];
    if (planned === undefined) throw new Error('cdktf diff prod planned no creation');
    const deployed = await cdktf('deploy', '--auto-approve');
    const added = /Apply complete! Resources: (\d+) added, 0 changed, 0 destroyed/.exec(deployed)?.[1];
    if (added !== planned) throw new Error(`cdktf deploy prod made ${added} resources, diff had planned ${planned}`);
    return `bootstrap twice, cdktf diff and deploy of ${added} resources`;
  } finally {
    await emulator.stop();
  }
}
