import { embeddedJson } from './embedded-json.ts';
import { isList, isObject, type JsonObject, type JsonValue } from './json-value.ts';
import { spaced } from './spacing.ts';
import { type TemplatePart, templateParts } from './template.ts';

/** Longest line that a list of plain values may take before it is spread over several. */
const INLINE_WIDTH = 96;
/** The same for an object deep in a document (what a dashboard's widget shows, a condition of a policy). */
const COMPACT_WIDTH = 140;

/**
 * The HCL of a JSON value; later lines are indented as nested content of an argument, the first is not.
 * Nothing changes its type on the way: null, false, 0, empty strings, lists and maps stay what they are.
 */
export function expression(value: JsonValue): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return stringExpression(value);
  return isList(value) ? listExpression(value) : objectExpression(value);
}

/** A quoted string without interpolation: what is given comes out again, also `${` and quotes. */
export function quoted(text: string): string {
  return `"${escaped(text).replaceAll('${', '$$${').replaceAll('%{', '%%{')}"`;
}

function stringExpression(text: string): string {
  const parts = templateParts(text);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'expression') return spaced(only.source);
  const json = embeddedJson(text);
  if (json !== undefined) return `jsonencode(${expression(json)})`;
  return `"${parts.map(partText).join('')}"`;
}

function partText(part: TemplatePart): string {
  if (part.kind === 'text') return escaped(part.source);
  return part.kind === 'directive' ? part.source : `\${${part.source}}`;
}

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

function escaped(text: string): string {
  return text.replace(/[\p{Cc}"\\]/gu, (character) => {
    return NAMED[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function listExpression(items: readonly JsonValue[]): string {
  if (items.length === 0) return '[]';
  const texts = items.map((item) => (isObject(item) ? objectExpression(item, true) : expression(item)));
  const inline = `[${texts.join(', ')}]`;
  if (inline.length <= INLINE_WIDTH && !inline.includes('\n')) return inline;
  if (texts.length === 1 && isObject(items[0] ?? null)) return `[${texts[0]}]`;
  return `[\n${texts.map((text) => `${indented(text)},`).join('\n')}\n]`;
}

// Objects in an item of a list stand on one line where they fit, else a list of them runs over many pages.
function objectExpression(object: JsonObject, isItem = false): string {
  const entries = Object.entries(object).map(([key, value]) => {
    const text = expression(value);
    const compact = isItem && isObject(value) ? compactObject(value) : text;
    return { name: keyText(key), text: compact.includes('\n') || compact.length > COMPACT_WIDTH ? text : compact };
  });
  const [only] = entries;
  const inline = `{ ${only?.name} = ${only?.text} }`;
  if (entries.length === 1 && inline.length <= INLINE_WIDTH && !inline.includes('\n')) return inline;
  return entries.length === 0 ? '{}' : `{\n${indented(aligned(entries))}\n}`;
}

function compactObject(object: JsonObject): string {
  const entries = Object.entries(object).map(([key, value]) => `${keyText(key)} = ${expression(value)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

// A key may be an expression, but then it stands in brackets.
function keyText(key: string): string {
  if (/^[A-Za-z_][\w-]*$/.test(key)) return key;
  const [only, ...more] = templateParts(key);
  return only?.kind === 'expression' && more.length === 0 ? `(${only.source})` : stringKey(key);
}

function stringKey(key: string): string {
  return `"${templateParts(key).map(partText).join('')}"`;
}

/** `name = text` lines as `terraform fmt` leaves them: the equals signs of neighbours on one line each stand in one column. */
export function aligned(entries: readonly { readonly name: string; readonly text: string }[]): string {
  const lines: string[] = [];
  for (let from = 0; from < entries.length; ) {
    const multiLine = entries.findIndex((entry, at) => at >= from && opensLines(entry.text));
    const to = multiLine === -1 ? entries.length : multiLine;
    const width = Math.max(0, ...entries.slice(from, to).map(({ name }) => name.length));
    for (const { name, text } of entries.slice(from, to)) lines.push(`${name.padEnd(width)} = ${text}`);
    const opener = entries[to];
    if (opener !== undefined) lines.push(`${opener.name} = ${opener.text}`);
    from = to + 1;
  }
  return lines.join('\n');
}

const opensLines = (text: string) => text.includes('\n');

/** Every line of a text two spaces further in. */
export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
