import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { BlockSchema } from '../hcl/resource-body.ts';

const blockSchema = z.object({
  arguments: z.record(z.string(), z.array(z.string()).nullable()),
  get blocks() {
    return z.record(z.string(), blockSchema);
  },
});

/** Terraform's own resource, which no provider describes. */
const terraformData: BlockSchema = { arguments: { input: null, triggers_replace: null }, blocks: {} };

/** What is kept of the provider's schema (`npm run hcl:schema` renews it), by resource type; `data.` stands before data sources. */
export function providerSchema(): ReadonlyMap<string, BlockSchema> {
  const text = readFileSync(new URL('./provider-aws.json', import.meta.url), 'utf8');
  const types = z.record(z.string(), blockSchema).parse(JSON.parse(text));
  return new Map<string, BlockSchema>([...Object.entries(types), ['terraform_data', terraformData]]);
}
