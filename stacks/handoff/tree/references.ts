import { isList, type JsonValue } from '../hcl/json-value.ts';
import { templateParts } from '../hcl/template.ts';

/** A place in an expression that names a resource: its address, and the attribute path that follows (may be empty). */
export interface Reference {
  readonly address: string;
  readonly attribute: string;
}

const REFERENCE =
  /(?<![\w.-])((?:data\.)?(?:aws_\w+|terraform_data)\.[\w-]+)((?:\.[a-z_]\w*|\[(?:\d+|"[^"]*")\]|\.\d+|\[\*\])*)/g;

/** Every string of a JSON value, changed; keys too, because a key may be an expression. */
export function mapStrings(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === 'string') return change(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => mapStrings(item, change));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapStrings(item, change)]));
}

/** The value with every reference written anew. Text outside of expressions stays as it is. */
export function mapReferences(value: JsonValue, rewrite: (reference: Reference) => string): JsonValue {
  const inSource = (source: string) =>
    source.replace(REFERENCE, (_, address: string, attribute: string) => rewrite({ address, attribute }));
  return mapStrings(value, (text) => {
    if (!text.includes('{')) return new RegExp(`^${REFERENCE.source}$`).test(text) ? inSource(text) : text;
    return templateParts(text)
      .map((part) => {
        if (part.kind === 'text') return part.source;
        return part.kind === 'expression' ? `\${${inSource(part.source)}}` : inSource(part.source);
      })
      .join('');
  });
}
