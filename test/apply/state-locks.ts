/**
 * Two people apply the same stack at once, state and locks in the emulator: the second is refused with the name of the
 * lock, or waits for its turn when told to. Once with the S3 lock alone, once with the DynamoDB lock alone, and with both
 * as the stacks are written (ruling D8), since then the S3 lock decides and hides the other.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type AwsEmulator, startAwsEmulator } from '../aws-emulator/aws-emulator.ts';
import type { ApplyRun } from './apply-run.ts';
import { fitToEmulator } from './fit-to-emulator.ts';
import { synthesised } from './synthesised.ts';
import { terraformIn } from './terraform.ts';
import type { Block, TerraformJson } from './terraform-json.ts';

/** Seconds that an apply holds its lock. */
const HOLDS = 8;

const variants: Readonly<Record<string, (backend: Block) => Block>> = {
  's3-lock': (backend) => ({ ...backend, dynamodb_table: undefined }),
  'dynamodb-lock': (backend) => ({ ...backend, use_lockfile: false }),
  'both-locks': (backend) => backend,
};

/** @throws Error that says which lock let two in at once, or refused without saying why */
export async function testStateLocks(run: ApplyRun): Promise<void> {
  const folder = path.join(run.folder, 'state-locks');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const emulator = await startAwsEmulator({ python: run.python, ledger: run.ledger, folder, accountId: run.accountId });
  try {
    await makeStateStore(path.join(folder, 'bootstrap'), emulator);
    const written = s3BackendOf(fitToEmulator(synthesised('prod', path.join(folder, 'synth')).stack));
    for (const [name, change] of Object.entries(variants)) {
      const backend = change({ ...written, key: `${name}/terraform.tfstate` });
      await twoAtOnce(path.join(folder, name), backend, emulator);
    }
  } finally {
    await emulator.stop();
  }
}

function s3BackendOf(stack: TerraformJson): Block {
  const s3 = (stack.terraform?.backend as { s3?: Block } | undefined)?.s3;
  if (!s3?.dynamodb_table || s3.use_lockfile !== true)
    throw new Error(`prod must write both locks (ruling D8), its backend is ${JSON.stringify(s3)}`);
  return s3;
}

async function makeStateStore(folder: string, emulator: AwsEmulator): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { stack } = synthesised('bootstrap-prod', path.join(folder, 'synth'));
  const { backend: _, ...terraform } = stack.terraform ?? {};
  writeFileSync(path.join(folder, 'root.tf.json'), JSON.stringify(fitToEmulator({ ...stack, terraform })));
  const bootstrap = terraformIn(folder, emulator.environment);
  await bootstrap.must('init', '-input=false', '-no-color');
  await bootstrap.must('apply', '-input=false', '-auto-approve', '-no-color');
}

async function twoAtOnce(folder: string, backend: Block, emulator: AwsEmulator): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const diary = path.join(folder, 'diary');
  writeFileSync(diary, '');
  const [first, refused, patient] = await Promise.all(
    ['first', 'refused', 'patient'].map(async (who) => {
      const own = path.join(folder, who);
      mkdirSync(own, { recursive: true });
      writeFileSync(path.join(own, 'root.tf.json'), JSON.stringify(slowRoot(who, diary, backend), null, 2));
      const terraform = terraformIn(own, emulator.environment);
      await terraform.must('init', '-input=false', '-no-color');
      return (...args: readonly string[]) =>
        terraform.run('apply', '-input=false', '-auto-approve', '-no-color', ...args);
    }),
  );
  if (!first || !refused || !patient) throw new Error('three roots were made');
  const holding = first();
  await until(() => readFileSync(diary, 'utf8').includes('start first'), 60_000);
  const [whoIsRefused, whoWaits, whoHolds] = await Promise.all([refused(), patient('-lock-timeout=120s'), holding]);
  const name = path.basename(folder);
  if (whoHolds.code !== 0) throw new Error(`${name}: the first apply failed:\n${whoHolds.stderr}`);
  if (whoIsRefused.code === 0) throw new Error(`${name}: a second apply was let in while the first was running`);
  if (!/Error acquiring the state lock[\s\S]*ID: +[0-9a-f-]{36}/.test(whoIsRefused.stderr))
    throw new Error(`${name}: the second apply failed for another reason:\n${whoIsRefused.stderr}`);
  if (whoWaits.code !== 0) throw new Error(`${name}: an apply that waits for the lock failed:\n${whoWaits.stderr}`);
  const order = readFileSync(diary, 'utf8').trim().split('\n').join(', ');
  if (order !== 'start first, end first, start patient, end patient')
    throw new Error(`${name}: applies ran in this order: ${order}`);
}

/** A stack that takes a while; it needs no provider, so that nothing but the lock takes time. */
function slowRoot(who: string, diary: string, backend: Block): TerraformJson {
  const write = (what: string) => `echo '${what} ${who}' >> '${diary}'`;
  return {
    terraform: { backend: { s3: backend } },
    resource: {
      terraform_data: {
        slow: {
          triggers_replace: [who],
          provisioner: [{ 'local-exec': { command: `${write('start')}; sleep ${HOLDS}; ${write('end')}` } }],
        },
      },
    },
  };
}

async function until(holds: () => boolean, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`did not happen within ${patienceMs / 1_000} s`);
    await delay(100);
  }
}
