/** Names whose values are never stored or logged. */
const secretNames = /secret|password|authorization|token|cvc|cvv|pin$|billingkey|customer|phone|email|birth|identity/i;
/** Names whose values are numbers of cards and accounts: the last four digits may stay. */
const numberNames = /^number$|cardnumber|accountnumber/i;

type Json = Readonly<Record<string, unknown>>;

/**
 * A copy that is fit for payment_logs: secrets become `***`, card and account numbers keep their last four digits.
 * Depth is limited to eight, which is deeper than any answer of the provider.
 */
export function maskObject(value: Json, depth = 0): Json {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [storable(name), maskMember(name, member, depth)]),
  );
}

function maskMember(name: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined) return value;
  if (secretNames.test(name)) return '***';
  if (numberNames.test(name)) return typeof value === 'string' ? maskNumber(value) : '***';
  return maskValue(value, depth + 1);
}

function maskValue(value: unknown, depth: number): unknown {
  if (depth > 8) return '***';
  if (Array.isArray(value)) return value.map((entry) => maskValue(entry, depth + 1));
  if (typeof value === 'object' && value !== null) return maskObject({ ...value }, depth);
  return typeof value === 'string' ? storable(value) : value;
}

/** PostgreSQL cannot store NUL in text or jsonb, and a provider's odd answer must not keep its money from the books. */
export const storable = (text: string) => text.replaceAll('\u0000', '');

const maskNumber = (text: string) => (text.length > 8 ? `${'*'.repeat(text.length - 4)}${text.slice(-4)}` : '***');
