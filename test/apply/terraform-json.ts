/** The JSON that cdktf writes for Terraform, as far as it is read and rewritten here. */

export type Block = Readonly<Record<string, unknown>>;
export type BlocksByName = Readonly<Record<string, Block>>;

export interface TerraformJson {
  readonly terraform?: Block;
  /** Provider name, then its configurations (one without alias). */
  readonly provider?: Readonly<Record<string, readonly Block[]>>;
  readonly resource?: Readonly<Record<string, BlocksByName>>;
  readonly data?: Readonly<Record<string, BlocksByName>>;
  readonly locals?: Block;
  readonly variable?: BlocksByName;
  readonly output?: BlocksByName;
  readonly [block: string]: unknown;
}

/** One resource of a stack. */
export interface Resource {
  /** `aws_sqs_queue.sqs_queue_1A2B3C` */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** The construct path below the stack: `['sqs', 'queue']`. */
  readonly path: readonly string[];
  readonly block: Block;
}

/** All resources of a stack, data sources not among them. */
export function resourcesOf(stack: TerraformJson): Resource[] {
  return Object.entries(stack.resource ?? {}).flatMap(([type, named]) =>
    Object.entries(named).map(([name, block]) => ({
      address: `${type}.${name}`,
      type,
      name,
      path: pathOf(block),
      block,
    })),
  );
}

function pathOf(block: Block): string[] {
  const comment = block['//'] as { metadata?: { path?: string } } | undefined;
  return (comment?.metadata?.path ?? '').split('/').slice(1);
}

/** Rebuilds a value with every string in it replaced; an array element that becomes undefined is dropped. */
export function mapStrings(value: unknown, change: (text: string) => string | undefined): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change)).filter((item) => item !== undefined);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapStrings(inner, change)]));
}

/** Addresses such as `aws_vpc.main`, `data.aws_x.y` and `local.z` that strings of `value` speak of. */
export function mentions(value: unknown): Set<string> {
  const found = new Set<string>();
  mapStrings(value, (text) => {
    for (const [address] of text.matchAll(/\b(?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*/g)) found.add(address);
    return text;
  });
  return found;
}
