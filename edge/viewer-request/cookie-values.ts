import type { HeaderValues } from './viewer-request-event.ts';

/**
 * The values of all cookies of one name, in the order sent, at most `most`. Nothing is decoded: tokens need no escapes,
 * and a malformed one would throw (domain.md 10.1 #11).
 */
export function cookieValues(headers: HeaderValues | undefined, name: string, most: number): string[] {
  const start = `${name}=`;
  const values: string[] = [];
  for (const { value } of headers ?? []) {
    for (const pair of value.split(';')) {
      const cookie = pair.trim();
      if (!cookie.startsWith(start)) continue;
      values.push(cookie.slice(start.length));
      if (values.length === most) return values;
    }
  }
  return values;
}
