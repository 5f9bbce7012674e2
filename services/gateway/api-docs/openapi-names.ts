export type JsonRecord = Readonly<Record<string, unknown>>;

/** Whether a value is an object with named members. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const SCHEMAS = '#/components/schemas/';

/** The same part of a document with its references to schemas prefixed by the service's name. */
export function renamed(value: unknown, service: string): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => renamed(entry, service));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === '$ref' && typeof member === 'string' && member.startsWith(SCHEMAS)
        ? `${SCHEMAS}${service}.${member.slice(SCHEMAS.length)}`
        : renamed(member, service),
    ]),
  );
}
