/** The way of the README, from an empty account to a deployed stack: npm run bootstrap, cdktf diff, cdktf deploy. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { localPath, projectRoot } from '../../local/project-paths.ts';
import { startAwsEmulator } from '../aws-emulator/aws-emulator.ts';
import type { ApplyRun } from './apply-run.ts';
import { lastWords, runProgram } from './terraform.ts';

/** `--skip-provider-lock`: without it cdktf asks the registry although a mirror is configured (dependencies.md 13). */
const forEmulator = ['--skip-provider-lock', '--app', 'node --import=tsx test/apply/emulated-app.ts'];

/** Not that of the examples: the account is really read from the environment. */
const accountId = '210987654321';

/** @throws Error with the last words of the command that failed */
export async function bootstrapByCommand(run: ApplyRun): Promise<string> {
  const folder = path.join(run.folder, 'bootstrap');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Where the command keeps what an earlier run left behind; an account of nobody else, so nothing of value is there.
  rmSync(localPath('bootstrap', accountId), { recursive: true, force: true });
  const emulator = await startAwsEmulator({ python: run.python, ledger: run.ledger, folder, accountId });
  const env = {
    ...emulator.environment,
    URR_AWS_ENDPOINT: emulator.endpoint,
    URR_PROD_ACCOUNT_ID: accountId,
    FORCE_COLOR: '0',
    CI: '1',
  };
  const log = path.join(folder, 'commands.log');
  const must = async (command: string, ...args: readonly string[]) => {
    const { code, stdout, stderr } = await runProgram(command, args, { cwd: projectRoot, env, log });
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${lastWords(`${stdout}\n${stderr}`)}`);
    return stdout;
  };
  const cdktf = (command: string, ...args: readonly string[]) =>
    must('npx', 'cdktf', command, 'prod', ...forEmulator, '--output', path.join(folder, 'cdktf.out'), ...args);
  try {
    const bootstrap = (...args: readonly string[]) => must('npm', 'run', 'bootstrap', '--', 'prod', ...args);
    const unchanged = async (...args: readonly string[]) => {
      const said = await bootstrap(...args);
      if (!/No changes\./.test(said)) throw new Error(`a second bootstrap changes something:\n${lastWords(said)}`);
    };
    await bootstrap();
    await unchanged('--dry-run');
    await unchanged();
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
