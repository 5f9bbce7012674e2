/** One part of a stack on an emulator of its own: applied, planned again without a change, destroyed. */
import path from 'node:path';
import { startAwsEmulator } from '../aws-emulator/aws-emulator.ts';
import type { ApplyRun } from './apply-run.ts';
import type { Drift } from './emulator-drift.ts';
import { changesOf, judge, readPlan } from './second-plan.ts';
import { type Synthesised, writeRoot } from './synthesised.ts';
import { lastWords, type Terraform, terraformIn } from './terraform.ts';
import { type Resource, resourcesOf } from './terraform-json.ts';

export interface AppliedPart {
  readonly applied: readonly Resource[];
  readonly drift: readonly Drift[];
}

/**
 * @param part a root that fits the emulator (fit-to-emulator.ts)
 * @throws Error that says which step failed and how
 */
export async function applyPart(run: ApplyRun, name: string, { stack, assets }: Synthesised): Promise<AppliedPart> {
  const folder = path.join(run.folder, name);
  writeRoot(folder, stack, assets);
  const emulator = await startAwsEmulator({ python: run.python, ledger: run.ledger, folder, accountId: run.accountId });
  const terraform = terraformIn(folder, emulator.environment);
  try {
    await terraform.must('init', '-input=false', '-no-color');
    await terraform.must('apply', '-input=false', '-auto-approve', '-no-color');
    const { drift, faults } = await planAgain(terraform);
    await terraform.must('destroy', '-input=false', '-auto-approve', '-no-color');
    const left = (await terraform.must('state', 'list')).trim();
    if (left !== '') throw new Error(`destroy left ${left}`);
    // Said after the destroy, so that one run finds both.
    if (faults.length > 0) throw new Error(`the second plan changes what was just applied:\n${faults.join('\n')}`);
    return { applied: resourcesOf(stack), drift };
  } finally {
    await emulator.stop();
  }
}

async function planAgain(terraform: Terraform): Promise<{ drift: readonly Drift[]; faults: readonly string[] }> {
  const second = await terraform.run('plan', '-input=false', '-detailed-exitcode', '-out=second.tfplan', '-no-color');
  if (second.code === 0) return { drift: [], faults: [] };
  if (second.code !== 2) throw new Error(`the second plan failed:\n${lastWords(second.stderr)}`);
  const { known, faults } = judge(changesOf(readPlan(await terraform.must('show', '-json', 'second.tfplan'))));
  return { drift: known, faults };
}
