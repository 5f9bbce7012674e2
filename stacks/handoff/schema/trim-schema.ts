import { z } from 'zod';
import type { BlockSchema } from '../hcl/resource-body.ts';

const blockSchema = z.object({
  attributes: z
    .record(
      z.string(),
      z.object({ type: z.unknown(), optional: z.boolean().default(false), required: z.boolean().default(false) }),
    )
    .default({}),
  get block_types() {
    return z.record(z.string(), z.object({ block: blockSchema })).default({});
  },
});
const typesSchema = z.record(z.string(), z.object({ block: blockSchema }));
const documentSchema = z.object({
  provider_schemas: z.record(z.string(), z.object({ resource_schemas: typesSchema, data_source_schemas: typesSchema })),
});

/**
 * The little of `terraform providers schema -json` (13 MB) that writing HCL needs: which names are arguments and which are
 * blocks, for the types that are used. Data sources carry `data.` in front.
 * @throws Error when the provider lacks a type
 */
export function trimSchema(document: unknown, types: readonly string[]): Record<string, BlockSchema> {
  const [provider] = Object.values(documentSchema.parse(document).provider_schemas);
  return Object.fromEntries(
    types.toSorted().map((type) => {
      const found = type.startsWith('data.')
        ? provider?.data_source_schemas[type.slice('data.'.length)]
        : provider?.resource_schemas[type];
      if (found === undefined) throw new Error(`the provider has no ${type}`);
      return [type, trimBlock(found.block)];
    }),
  );
}

function trimBlock({ attributes, block_types }: z.infer<typeof blockSchema>): BlockSchema {
  const settable = Object.entries(attributes).filter(([, { optional, required }]) => optional || required);
  return {
    arguments: Object.fromEntries(settable.map(([name, { type }]) => [name, objectFields(type)])),
    blocks: Object.fromEntries(Object.entries(block_types).map(([name, { block }]) => [name, trimBlock(block)])),
  };
}

// Terraform writes the type of a list of objects as ["list", ["object", { field: type }]].
function objectFields(type: unknown): readonly string[] | null {
  if (!Array.isArray(type) || !Array.isArray(type[1]) || type[1][0] !== 'object') return null;
  const fields: unknown = type[1][1];
  return typeof fields === 'object' && fields !== null ? Object.keys(fields) : null;
}
