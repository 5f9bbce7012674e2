/** A copy of the tree that the emulator can hold, and Terraform in it as somebody has it who has no Node.js. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { treeCopy } from '../../stacks/handoff/testing/tree-copy.ts';
import { type Terraform, terraformIn } from '../apply/terraform.ts';
import { unholdable } from '../apply/unholdable.ts';
import { fitFolder } from './tree-json.ts';

/**
 * Not held in a whole environment either: every plan of the emulator replaces the cluster, and changes whoever trusts its
 * identity provider (test/apply/unholdable.ts); what stands on it goes with it.
 */
const CLUSTER = ['aws_eks_cluster', 'aws_eks_node_group'];

/** Types that are in neither side of a takeover. */
export const takenOut: ReadonlySet<string> = new Set([...unholdable.map(({ type }) => type), ...CLUSTER]);

/** @returns the root of the environment in a fitted copy of terraform/ below `.local/<name>`, its variables filled in */
export async function fittedTree(name: string, environment: string): Promise<string> {
  const copy = treeCopy(name);
  for (const kind of ['modules', 'support', 'environments'])
    for (const folder of readdirSync(path.join(copy, kind))) await fitFolder(path.join(copy, kind, folder), takenOut);
  const root = path.join(copy, 'environments', environment);
  copyFileSync(path.join(root, 'terraform.tfvars.example'), path.join(root, 'terraform.tfvars'));
  writeFileSync(path.join(root, 'backend_override.tf.json'), '{"terraform":{"backend":{"local":{}}}}');
  return root;
}

/** Terraform with nothing else on its PATH. */
export function terraformAlone(root: string, environment: Readonly<Record<string, string>>): Terraform {
  const bin = path.join(root, '.bin');
  rmSync(bin, { recursive: true, force: true });
  mkdirSync(bin);
  const found = (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'terraform'))
    .find(existsSync);
  if (found === undefined) throw new Error('there is no terraform on the PATH');
  symlinkSync(found, path.join(bin, 'terraform'));
  return terraformIn(root, { ...environment, PATH: bin });
}
