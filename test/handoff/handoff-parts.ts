import type { ApplyRun } from '../apply/apply-run.ts';
import type { Part } from '../apply/run-parts.ts';
import { applyTree, takeOver } from './takeover.ts';
import { lintTree } from './tflint.ts';

/**
 * What `npm run test:apply` shows of the handed-over tree: a state of the stack is taken over without a change, somebody
 * without Node.js applies it, a linter has nothing to say.
 */
export const handoffParts = (run: ApplyRun): Part[] => [
  { name: 'takeover-prod', work: takeover(run, 'prod', ['terraform_data.stateful_guard']) },
  { name: 'takeover-staging', work: takeover(run, 'staging', []) },
  { name: 'tree-staging', work: async () => `${await applyTree(run, 'staging')} resources applied and destroyed` },
  { name: 'tflint', work: lintTree },
];

/** @param added what the tree has and the stack has not */
const takeover = (run: ApplyRun, environment: string, added: readonly string[]) => async (): Promise<string> => {
  const { deployed, moved, faults, created } = await takeOver(run, environment);
  const others = created.filter((address) => !added.includes(address));
  const all = [...faults, ...others.map((address) => `${address} would be created`)];
  if (all.length > 0) throw new Error(all.join('\n'));
  return `${deployed} resources of the stack, ${moved} under a new address, no change but ${added.join(', ') || 'none'}`;
};
