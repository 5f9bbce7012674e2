import { takeOut } from './take-out.ts';
import type { Block, BlocksByName, TerraformJson } from './terraform-json.ts';
import { unholdable, unholdableArguments } from './unholdable.ts';

/** What keeps people from deleting things that matter would keep a test from cleaning up; synth tests hold these values. */
const protections: Readonly<Record<string, unknown>> = {
  deletion_protection: false,
  deletion_protection_enabled: false,
  enable_deletion_protection: false,
  force_destroy: true,
  force_delete: true,
  skip_final_snapshot: true,
  recovery_window_in_days: 0,
};

function withoutProtection(type: string, block: Block): Block {
  const { lifecycle, ...written } = block;
  // A load balancer leaves a test file in the bucket of its logs as soon as it is told to write them there.
  const rest = type === 'aws_s3_bucket' ? { ...written, force_destroy: true } : written;
  const opened = Object.entries(rest).map(([key, value]) => [key, key in protections ? protections[key] : value]);
  if (lifecycle === undefined) return Object.fromEntries(opened);
  const { prevent_destroy: _, ...kept } = lifecycle as Block;
  return { ...Object.fromEntries(opened), ...(Object.keys(kept).length > 0 && { lifecycle: kept }) };
}

/** The stack with everything in it open to be destroyed. */
export const openToDestroy = (stack: TerraformJson): TerraformJson => eachResource(stack, withoutProtection);

function eachResource(stack: TerraformJson, change: (type: string, block: Block) => Block): TerraformJson {
  const resource = Object.fromEntries(
    Object.entries(stack.resource ?? {}).map(([type, named]): [string, BlocksByName] => [
      type,
      Object.fromEntries(Object.entries(named).map(([name, block]) => [name, change(type, block)])),
    ]),
  );
  return { ...stack, resource };
}

/** No buckets as host names: `bucket.127.0.0.1` is nobody. */
function withPathStyle(stack: TerraformJson): TerraformJson {
  const aws = (stack.provider?.aws ?? []).map((configuration) => ({ ...configuration, s3_use_path_style: true }));
  const s3 = (stack.terraform?.backend as { s3?: Block } | undefined)?.s3;
  return {
    ...stack,
    provider: { ...stack.provider, aws },
    ...(s3 && { terraform: { ...stack.terraform, backend: { s3: { ...s3, use_path_style: true } } } }),
  };
}

function withHoldableArguments(stack: TerraformJson): TerraformJson {
  const changed = (type: string) =>
    Object.fromEntries(
      unholdableArguments.filter((one) => one.type === type).map((one) => [one.argument, one.instead]),
    );
  return eachResource(stack, (type, block) => ({ ...block, ...changed(type) }));
}

/** What of a stack the emulator can hold, in a form that can be destroyed again. */
export function fitToEmulator(stack: TerraformJson): TerraformJson {
  const held = takeOut(stack, new Set(unholdable.map(({ type }) => type)));
  return withPathStyle(openToDestroy(withHoldableArguments(held)));
}
