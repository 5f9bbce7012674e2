/** What the generator leaves of a regular expression with flags: `^[^\p{Cc}]*$/u`, which no text ever matches. */
const leftOverFlags = /(?<!\\)\/[dgimsuvy]+$/;

/**
 * The document with patterns that every reader of JSON Schema understands: without flags, and with the two classes of
 * characters that are used here spelt out, which Python and others do not know by name.
 */
export function withReadablePatterns(document: object): unknown {
  return JSON.parse(JSON.stringify(document), (key: string, value: unknown) =>
    key === 'pattern' && typeof value === 'string' ? readable(value) : value,
  );
}

const readable = (pattern: string): string =>
  pattern
    .replace(leftOverFlags, '')
    .replaceAll('\\p{Cc}', '\\u0000-\\u001f\\u007f-\\u009f')
    .replaceAll('\\P{Cs}', '[^\\ud800-\\udfff]')
    .replaceAll('\\p{Cs}', '\\ud800-\\udfff');
