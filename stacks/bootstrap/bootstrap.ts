/**
 * `npm run bootstrap -- <environment> [--dry-run]`: makes the state bucket and the lock table of an environment and keeps
 * their own state in the bucket. Needs terraform on the PATH and AWS credentials of the account.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { environmentNames } from '../environments/deployment.ts';
import { environmentNamed } from '../environments/environment-named.ts';
import { stateStoreOf } from '../state-backend.ts';
import { synthesise } from '../synthesise.ts';
import { bootstrap } from './bootstrap-state.ts';
import { terraformIn } from './terraform-command.ts';

const usage = `usage: npm run bootstrap -- <${environmentNames.join('|')}> [--dry-run]`;

async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const dryRun = args.includes('--dry-run');
  const [name, ...more] = args.filter((arg) => arg !== '--dry-run');
  if (name === undefined || more.length > 0) throw new Error(usage);
  const environment = environmentNamed(name, env);
  const { accountId, examples, emulatorEndpoint } = environment.deployment;
  const account = `URR_${name.toUpperCase()}_ACCOUNT_ID`;
  if (examples.includes(account) && emulatorEndpoint === null)
    throw new Error(`set ${account} to the AWS account of ${name} first: ${accountId} is only an example`);
  const stack = `bootstrap-${name}`;
  const outdir = path.resolve(import.meta.dirname, '../../.local/bootstrap', accountId);
  const folder = path.join(outdir, 'stacks', stack);
  const localState = path.join(folder, `${stack}.tfstate`);
  console.log(`bootstrap of ${name} in account ${accountId}${dryRun ? ', dry run' : ''}`);
  await bootstrap(
    {
      terraform: terraformIn(folder, env),
      write: (bootstrapState) => void synthesise([stack], outdir, { env, now: new Date(), bootstrapState }),
      store: stateStoreOf(environment),
      hasLocalState: () => existsSync(localState) && /"type":/.test(readFileSync(localState, 'utf8')),
      removeLocalState: () => {
        for (const file of [localState, `${localState}.backup`]) rmSync(file, { force: true });
      },
      say: (line) => console.log(line),
    },
    { dryRun },
  );
}

try {
  await main(process.argv.slice(2), process.env);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
