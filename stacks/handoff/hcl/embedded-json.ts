import { z } from 'zod';
import { isList, type JsonValue } from './json-value.ts';
import { templateParts } from './template.ts';

const MARK = '\u0001';
const MARKED = new RegExp(`${MARK}(\\d+)${MARK}`, 'g');

/**
 * The document inside a string that holds a JSON object or list (a policy, a dashboard), with its interpolations as
 * Terraform strings again; undefined when the string is something else. So policies become `jsonencode({...})`, and an
 * expression in them needs no escaping.
 */
export function embeddedJson(text: string): JsonValue | undefined {
  const trimmed = text.trim();
  if (!/^[{[]/.test(trimmed) || text.includes('%{')) return undefined;
  const sources: string[] = [];
  const marked = templateParts(text)
    .map((part) => {
      if (part.kind === 'text') return part.source;
      sources.push(part.source);
      return `${MARK}${sources.length - 1}${MARK}`;
    })
    .join('');
  const parsed = parse(quoteBareMarks(marked));
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  return restore(parsed, (text) => text.replace(MARKED, (_, at: string) => `\${${sources[Number(at)]}}`));
}

// An interpolation that stands for a whole value (a number, an object) is no string in the JSON around it.
function quoteBareMarks(marked: string): string {
  let inString = false;
  let result = '';
  for (let at = 0; at < marked.length; at += 1) {
    const character = marked[at] ?? '';
    if (inString && character === '\\') {
      result += character + (marked[at + 1] ?? '');
      at += 1;
      continue;
    }
    if (character === '"') inString = !inString;
    if (character === MARK && !inString) {
      const end = marked.indexOf(MARK, at + 1);
      result += `"${marked.slice(at, end + 1)}"`;
      at = end;
      continue;
    }
    result += character;
  }
  return result.replaceAll(MARK, '\\u0001');
}

function parse(text: string): JsonValue | undefined {
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function restore(value: JsonValue, string: (text: string) => string): JsonValue {
  if (typeof value === 'string') return string(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => restore(item, string));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [string(key), restore(item, string)]));
}
