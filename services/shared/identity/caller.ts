import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';

/** The signed-in person, as the gateway found them in a valid access token. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly role: 'user' | 'admin';
}

/** The entry token of Tier 2, as the gateway verified it (ruling E2): for this event, this user, this place in line. */
export interface Entry {
  readonly eventId: string;
  readonly place: number;
  readonly jti: string;
}

const userSchema = z.object({ id: z.uuid(), email: z.email(), role: z.enum(['user', 'admin']) });
const entrySchema = z.object({
  eventId: z.uuid(),
  place: z.coerce.number().int().nonnegative(),
  jti: z.string().min(1).max(64),
});

/**
 * The user from the gateway's headers; undefined for anonymous callers. Call only after the internal credential was
 * checked: without it these headers are anybody's word.
 * @throws AppError MALFORMED_REQUEST when the headers are there but wrong
 */
export function userOf(headers: IncomingHttpHeaders): User | undefined {
  if (headers['x-user-id'] === undefined) return undefined;
  return parse(userSchema, { id: headers['x-user-id'], email: headers['x-user-email'], role: headers['x-user-role'] });
}

/** The verified entry token; undefined when the gateway saw none. @throws AppError MALFORMED_REQUEST */
export function entryOf(headers: IncomingHttpHeaders): Entry | undefined {
  if (headers['x-entry-event'] === undefined) return undefined;
  return parse(entrySchema, {
    eventId: headers['x-entry-event'],
    place: headers['x-entry-place'],
    jti: headers['x-entry-jti'],
  });
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError('MALFORMED_REQUEST', 'The identity headers are malformed.');
}
