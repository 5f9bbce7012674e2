/** The state of a stack handed to the tree, and the tree used from nothing; both on an emulator of AWS. */
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import type { ApplyRun } from '../apply/apply-run.ts';
import { type Drift, emulatorDrift } from '../apply/emulator-drift.ts';
import { fitToEmulator } from '../apply/fit-to-emulator.ts';
import { changesOf, judge, type Plan, readPlan } from '../apply/second-plan.ts';
import { slice } from '../apply/slice.ts';
import { synthesised, writeRoot } from '../apply/synthesised.ts';
import { takeOut } from '../apply/take-out.ts';
import { type Terraform, terraformIn } from '../apply/terraform.ts';
import { resourcesOf } from '../apply/terraform-json.ts';
import { startAwsEmulator } from '../aws-emulator/aws-emulator.ts';
import { fittedTree, takenOut, terraformAlone } from './handoff-run.ts';

/** The one thing that is not the same: where the tree has its zips. The hash of the code is, so the provider sends it once more. */
const zipElsewhere: Drift = {
  type: 'aws_lambda_function',
  attribute: 'filename',
  reason: 'lies in bundles/ of the tree',
};

/** What a takeover has shown. */
export interface TakenOver {
  /** Resources of the stack that were deployed, and that the plan of the tree found under a new address. */
  readonly deployed: number;
  readonly moved: number;
  /** What the plan would still do, beyond what the emulator forgets. */
  readonly faults: readonly string[];
  /** Addresses that it would create. */
  readonly created: readonly string[];
}

/** Deploys a stack, gives its state to the tree, plans there, destroys from there. */
export async function takeOver(run: ApplyRun, environment: string): Promise<TakenOver> {
  const root = await fittedTree(path.join('handoff', `takeover-${environment}`), environment);
  const folder = path.join(path.dirname(root), 'stack');
  const { stack, assets } = synthesised(environment, path.join(run.folder, 'synth'));
  // All of it, without its backend.
  const deployed = slice(fitToEmulator(takeOut(stack, takenOut)), () => true);
  writeRoot(folder, deployed, assets);
  const emulator = await startAwsEmulator({ python: run.python, ledger: run.ledger, folder, accountId: run.accountId });
  try {
    const old = terraformIn(folder, emulator.environment);
    await old.must('init', '-input=false', '-no-color');
    await old.must('apply', '-input=false', '-auto-approve', '-no-color');
    copyFileSync(path.join(folder, 'terraform.tfstate'), path.join(root, 'terraform.tfstate'));
    const tree = terraformAlone(root, emulator.environment);
    await tree.must('init', '-input=false', '-no-color');
    const plan = await planned(tree);
    const changes = changesOf(plan);
    const created = changes.filter(({ actions }) => actions.join() === 'create').map(({ address }) => address);
    const { faults } = judge(
      changes.filter(({ actions }) => actions.join() !== 'create'),
      [...emulatorDrift, zipElsewhere],
    );
    // Not applied: the emulator cannot change back what it forgot (descriptions of rules). Destroyed under the new addresses.
    await tree.must('destroy', '-input=false', '-auto-approve', '-no-color');
    return { deployed: resourcesOf(deployed).length, moved: movedIn(plan), faults, created };
  } finally {
    await emulator.stop();
  }
}

/** Applies an environment of the tree from nothing and destroys it. @returns how many resources it made */
export async function applyTree(run: ApplyRun, environment: string): Promise<number> {
  const root = await fittedTree(path.join('handoff', `applied-${environment}`), environment);
  const emulator = await startAwsEmulator({ ...run, folder: path.dirname(root) });
  try {
    const tree = terraformAlone(root, emulator.environment);
    await tree.must('init', '-input=false', '-no-color');
    const made = changesOf(await planned(tree)).length;
    await tree.must('apply', '-input=false', '-no-color', 'plan.tfplan');
    const { faults } = judge(changesOf(await planned(tree)));
    await tree.must('destroy', '-input=false', '-auto-approve', '-no-color');
    if (faults.length > 0) throw new Error(`the second plan changes what was just applied:\n${faults.join('\n')}`);
    return made;
  } finally {
    await emulator.stop();
  }
}

async function planned(terraform: Terraform): Promise<Plan> {
  await terraform.must('plan', '-input=false', '-no-color', '-out=plan.tfplan');
  return readPlan(await terraform.must('show', '-json', 'plan.tfplan'));
}

const movedIn = (plan: Plan): number =>
  plan.resource_changes.filter(({ previous_address: before }) => before !== undefined).length;
