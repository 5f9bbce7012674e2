import { expect } from 'chai';
import { type BootstrapWork, bootstrap } from './bootstrap-state.ts';
import type { Ended } from './terraform-command.ts';

const ok = (said = ''): Ended => ({ ok: true, said });
const bad = (said: string): Ended => ({ ok: false, said });
const noBucket = bad('Error: Failed to get existing workspaces: S3 bucket "urr-state" does not exist.');
const noState = bad('No state file was found!');
const everything = ok('aws_dynamodb_table.lock\naws_s3_bucket.state\n');

/** Runs it against a Terraform that answers each command with the next of its answers; the last one stays. */
async function run(
  answers: Readonly<Record<string, readonly Ended[]>>,
  { dryRun = false, localState = false }: { dryRun?: boolean; localState?: boolean } = {},
) {
  const left = new Map(Object.entries(answers).map(([command, list]) => [command, [...list]]));
  const steps: string[] = [];
  const said: string[] = [];
  const work: BootstrapWork = {
    terraform: (args) => {
      steps.push(args.filter((arg) => !/^-(input|no-color)/.test(arg)).join(' '));
      const list = left.get(args[0] ?? '') ?? [];
      return Promise.resolve((list.length > 1 ? list.shift() : list[0]) ?? ok());
    },
    write: (state) => steps.push(`write ${state}`),
    store: { bucket: 'urr-state', lockTable: 'urr-lock' },
    hasLocalState: () => localState,
    removeLocalState: () => steps.push('remove local state'),
    say: (line) => said.push(line),
  };
  const error = await bootstrap(work, { dryRun }).then(
    () => undefined,
    (thrown: Error) => thrown.message,
  );
  return { steps, said: said.join('\n'), error };
}

describe('bootstrap: state bucket and lock table, and their own state', () => {
  it('makes them with a state on the disk, then moves the state into the bucket', async () => {
    const { steps, error } = await run({ init: [noBucket, ok()], state: [everything] });

    expect(error).to.equal(undefined);
    expect(steps).to.deep.equal([
      'write bucket',
      'init -reconfigure',
      'write local',
      'init -reconfigure',
      'apply -auto-approve',
      'write bucket',
      'init -migrate-state -force-copy',
      'state list',
      'remove local state',
    ]);
  });

  it('can be run again: works with the state in the bucket', async () => {
    const { steps } = await run({ state: [everything] });

    expect(steps).to.deep.equal(['write bucket', 'init -reconfigure', 'state list', 'apply -auto-approve']);
  });

  it('takes up a run that stopped before its state was in the bucket', async () => {
    const { steps, said } = await run({ state: [everything] }, { localState: true });

    expect(steps[0]).to.equal('write local');
    expect(steps).to.include('init -migrate-state -force-copy').and.to.include('remove local state');
    expect(said).to.match(/earlier run stopped/);
  });

  it('keeps the state on the disk when it did not arrive in the bucket', async () => {
    const { steps, error } = await run({ init: [noBucket, ok()], state: [noState] });

    expect(error).to.match(/did not arrive in the bucket; the one on this disk is kept/);
    expect(steps).not.to.include('remove local state');
  });

  it('takes over what exists when its state is lost', async () => {
    const { steps, error } = await run({ state: [noState, everything] });

    expect(error).to.equal(undefined);
    expect(steps).to.include('import -lock=false aws_s3_bucket.state urr-state');
    expect(steps).to.include('import -lock=false aws_dynamodb_table.lock urr-lock');
    expect(steps.at(-1)).to.equal('apply -auto-approve');
  });

  it('works without a lock only while the lock table itself is missing', async () => {
    const { steps } = await run({
      state: [ok('aws_s3_bucket.state')],
      import: [bad('Error: Cannot import non-existent remote object')],
    });

    expect(steps.at(-1)).to.equal('apply -auto-approve -lock=false');
  });

  it('changes nothing in a dry run, with and without a bucket', async () => {
    const fresh = await run({ init: [noBucket, ok()] }, { dryRun: true });
    const known = await run({ state: [everything] }, { dryRun: true });

    for (const { steps, said } of [fresh, known]) {
      expect(steps.join('\n')).to.match(/plan -lock=false/);
      expect(steps.join('\n')).not.to.match(/apply|import|migrate|remove/);
      expect(said).to.match(/Nothing was changed\./);
    }
  });

  it('says what Terraform said when the bucket belongs to somebody else', async () => {
    const { error, steps } = await run({ init: [bad('Error: AccessDenied: 403 Forbidden')] });

    expect(error).to.match(/terraform init failed:\nError: AccessDenied/);
    expect(steps).to.deep.equal(['write bucket', 'init -reconfigure']);
  });
});
