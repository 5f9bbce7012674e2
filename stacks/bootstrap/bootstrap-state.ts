import type { BootstrapState } from '../bootstrap-stack.ts';
import type { StateStore } from '../state-backend.ts';
import type { Ended, Terraform } from './terraform-command.ts';

export interface BootstrapWork {
  readonly terraform: Terraform;
  /** Writes the stack anew with its state in that place. */
  readonly write: (state: BootstrapState) => void;
  readonly store: StateStore;
  /** Whether an earlier run left a state on the disk that never reached the bucket. */
  readonly hasLocalState: () => boolean;
  readonly removeLocalState: () => void;
  readonly say: (line: string) => void;
}

/** The message with which Terraform's S3 backend says that the bucket is not there (1.11; 403 is not this). */
const NO_BUCKET = /bucket "[^"]*" does not exist|NoSuchBucket/;
const BUCKET = 'aws_s3_bucket.state';
const TABLE = 'aws_dynamodb_table.lock';

/**
 * Makes the bucket and the table where they are missing and keeps their state in the bucket. Can be run again at any time:
 * a run that ended half-way is taken up where it stopped, on this machine or on another.
 * @throws Error with what Terraform said when a step failed
 */
export async function bootstrap(work: BootstrapWork, { dryRun }: { readonly dryRun: boolean }): Promise<void> {
  const { store, say, hasLocalState } = work;
  if (hasLocalState()) {
    say('An earlier run stopped before its state was in the bucket: going on from the state on this disk.');
    return fromLocalState(work, dryRun);
  }
  work.write('bucket');
  const found = await work.terraform([...init, '-reconfigure']);
  if (!found.ok && !NO_BUCKET.test(found.said)) throw failed('terraform init', found);
  if (!found.ok) {
    say(`There is no bucket ${store.bucket} yet: making it with a state on this disk first.`);
    return fromLocalState(work, dryRun);
  }
  say(`The bucket ${store.bucket} is there: working with the state in it.`);
  return fromBucketState(work, dryRun);
}

const init = ['init', '-input=false', '-no-color'];

async function fromLocalState(work: BootstrapWork, dryRun: boolean): Promise<void> {
  work.write('local');
  await must(work, [...init, '-reconfigure']);
  await planOrApply(work, dryRun);
  if (dryRun) return work.say(`Then its state would move to s3://${work.store.bucket}. Nothing was changed.`);
  work.write('bucket');
  await must(work, [...init, '-migrate-state', '-force-copy']);
  if ((await resourcesInState(work)).length === 0)
    throw new Error('the state did not arrive in the bucket; the one on this disk is kept. Run this again');
  work.removeLocalState();
  work.say(`Done: bucket ${work.store.bucket}, lock table ${work.store.lockTable}, and their state is in the bucket.`);
}

async function fromBucketState(work: BootstrapWork, dryRun: boolean): Promise<void> {
  const known = await resourcesInState(work);
  const lost = [
    [BUCKET, work.store.bucket],
    [TABLE, work.store.lockTable],
  ].filter(([address = '']) => !known.includes(address));
  if (dryRun && lost.length > 0)
    work.say('The state in the bucket does not know all of them: the run itself would take over what is there.');
  if (!dryRun) await takeOver(work, lost);
  // A table that is still missing cannot be locked; it is what this run makes.
  const lockable = dryRun || lost.length === 0 || (await resourcesInState(work)).includes(TABLE);
  await planOrApply(work, dryRun, lockable ? [] : ['-lock=false']);
  work.say(
    dryRun ? 'Nothing was changed.' : `Done: ${work.store.bucket} and ${work.store.lockTable} are as they should be.`,
  );
}

/** Another machine made them and its state is lost: the state in the bucket learns what exists. */
async function takeOver(work: BootstrapWork, lost: readonly (readonly string[])[]): Promise<void> {
  for (const [address = '', name = ''] of lost) {
    work.say(`The state does not know ${name}: looking whether it exists, to take it over.`);
    // The lock table may be what is missing, so this one command works without a lock.
    const taken = await work.terraform(['import', '-input=false', '-no-color', '-lock=false', address, name]);
    if (!taken.ok && !/non-existent|does not exist|not found/i.test(taken.said))
      throw failed('terraform import', taken);
  }
}

async function planOrApply(work: BootstrapWork, dryRun: boolean, lock: readonly string[] = []): Promise<void> {
  const args = dryRun ? ['plan', '-lock=false'] : ['apply', '-auto-approve', ...lock];
  await must(work, [...args, '-input=false', '-no-color'], true);
}

async function resourcesInState(work: BootstrapWork): Promise<readonly string[]> {
  const listed = await work.terraform(['state', 'list']);
  // An empty bucket has no state to list, which Terraform calls a failure.
  if (!listed.ok && !/No state file was found/.test(listed.said)) throw failed('terraform state list', listed);
  return listed.ok ? listed.said.split('\n').map((line) => line.trim()) : [];
}

async function must(work: BootstrapWork, args: readonly string[], show = false): Promise<void> {
  const ended = await work.terraform(args, { show });
  if (!ended.ok) throw failed(`terraform ${args[0]}`, ended);
}

const failed = (command: string, { said }: Ended): Error => new Error(`${command} failed:\n${said.trim()}`);
