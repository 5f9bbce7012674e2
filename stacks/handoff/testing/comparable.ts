/**
 * A planned value in the form in which two ways of writing the same are equal: documents in text are read, and of the zip of
 * a function only its name counts, for it lies elsewhere.
 */
export function comparable(value: unknown, key = ''): unknown {
  if (key === 'filename' && typeof value === 'string') return value.split('/').at(-1);
  if (typeof value === 'string') return documentIn(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => comparable(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, comparable(item, name)]));
}

function documentIn(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return comparable(JSON.parse(text));
  } catch {
    return undefined;
  }
}
