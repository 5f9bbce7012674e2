import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Drift, emulatorDrift } from './emulator-drift.ts';

const sides = z.record(z.string(), z.unknown()).nullable();
const planSchema = z.object({
  resource_changes: z
    .array(
      z.object({
        address: z.string(),
        previous_address: z.string().optional(),
        type: z.string(),
        mode: z.enum(['managed', 'data']),
        change: z.object({
          actions: z.array(z.string()),
          before: sides,
          after: sides,
          after_unknown: z.unknown(),
          replace_paths: z.array(z.array(z.unknown())).optional(),
        }),
      }),
    )
    .default([]),
});
export type Plan = z.infer<typeof planSchema>;
type Change = Plan['resource_changes'][number];

/** `terraform show -json` of a saved plan. */
export const readPlan = (json: string): Plan => planSchema.parse(JSON.parse(json));

export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly actions: readonly string[];
  readonly attributes: readonly string[];
}

/** What an apply of this plan would change, with the attributes that are the cause of it. */
export function changesOf(plan: Plan): PlannedChange[] {
  return plan.resource_changes
    .filter(({ mode, change }) => mode === 'managed' && change.actions.some((action) => action !== 'no-op'))
    .map((planned) => ({
      address: planned.address,
      type: planned.type,
      actions: planned.change.actions,
      attributes: causesOf(planned.change),
    }));
}

function causesOf({ before, after, after_unknown, replace_paths }: Change['change']): string[] {
  // A replacement forgets whatever AWS chose before: only what asks for it is a cause.
  if (replace_paths !== undefined && replace_paths.length > 0)
    return [...new Set(replace_paths.map((steps) => String(steps[0])))];
  const unknown = Object.entries((after_unknown ?? {}) as object)
    .filter(([, value]) => containsTrue(value))
    .map(([name]) => name);
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const known = [...names].filter(
    (name) => !unknown.includes(name) && !isDeepStrictEqual(orNull(before?.[name]), orNull(after?.[name])),
  );
  // What is only known after apply follows from another change, unless there is none.
  return known.length > 0 ? known : unknown;
}

/** To Terraform an empty collection and none are the same. */
function orNull(value: unknown): unknown {
  return value === undefined || value === '' || (typeof value === 'object' && Object.keys(value ?? {}).length === 0)
    ? null
    : value;
}

function containsTrue(value: unknown): boolean {
  if (value === true) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(containsTrue);
}

/** Divides changes into those that are the emulator's and those that nobody has explained. */
export function judge(
  changes: readonly PlannedChange[],
  allowed: readonly Drift[] = emulatorDrift,
): { readonly known: readonly Drift[]; readonly faults: readonly string[] } {
  const entryFor = (type: string, attribute: string) =>
    allowed.find((drift) => drift.type === type && drift.attribute === attribute);
  const known = new Set<Drift>();
  const faults: string[] = [];
  for (const { address, type, actions, attributes } of changes) {
    const unexplained = attributes.filter((attribute) => entryFor(type, attribute) === undefined);
    if (attributes.length === 0 || unexplained.length > 0)
      faults.push(
        `${address}: ${actions.join(' and ')} because of ${unexplained.join(', ') || 'nothing that it names'}`,
      );
    for (const attribute of attributes) {
      const entry = entryFor(type, attribute);
      if (entry) known.add(entry);
    }
  }
  return { known: [...known], faults };
}
