import type { TerraformStack } from 'cdktf';
import { z } from 'zod';
import type { JsonValue } from '../hcl/json-value.ts';

/** One resource or data source of a synthesised stack. */
export interface Entry {
  readonly kind: 'resource' | 'data';
  readonly type: string;
  /** The name that cdktf gave it: path and hash. */
  readonly uniqueId: string;
  /** Construct ids from below the stack down to the resource. */
  readonly path: readonly string[];
  readonly json: { readonly [key: string]: JsonValue };
}

const named = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.json())));
/** What the roots of the tree have blocks of their own for (root-blocks.ts), or outputs that only cdktf shows. */
const WRITTEN_ELSEWHERE = new Set(['//', 'terraform', 'provider', 'output']);
const stackSchema = z.looseObject({ resource: named.default({}), data: named.default({}) });
const metadataSchema = z.object({ metadata: z.object({ path: z.string() }) });

/**
 * All resources and data sources of a stack, in the order in which they were made.
 * @throws Error when the stack holds what the tree would lose: `check`, `removed`, `locals`
 */
export function entriesOf(stack: TerraformStack): Entry[] {
  const json: unknown = stack.toTerraform();
  const { resource, data, ...more } = stackSchema.parse(json);
  const lost = Object.keys(more).find((key) => !WRITTEN_ELSEWHERE.has(key));
  if (lost !== undefined) throw new Error(`${stack.node.id}: the tree has no place for "${lost}" blocks yet`);
  return (['resource', 'data'] as const).flatMap((kind) =>
    Object.entries(kind === 'resource' ? resource : data).flatMap(([type, byId]) =>
      Object.entries(byId).map(([uniqueId, { '//': comment, ...json }]) => {
        const [, ...path] = metadataSchema.parse(comment).metadata.path.split('/');
        return { kind, type, uniqueId, path, json };
      }),
    ),
  );
}

/** The address that cdktf writes, for example `data.aws_x.name_0A1B2C3D`. */
export function addressOf(entry: Pick<Entry, 'kind' | 'type' | 'uniqueId'>): string {
  return `${entry.kind === 'data' ? 'data.' : ''}${entry.type}.${entry.uniqueId}`;
}
