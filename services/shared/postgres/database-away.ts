import { AppError } from '../errors/app-error.ts';
import { isTransientDatabaseError } from './pool.ts';

/** Prisma's codes for a server that cannot be reached, closed the connection or has none left (Prisma error reference). */
const prismaAway = /^(P1001|P1002|P1008|P1017|P2024|P2037)$/;

/**
 * Says "try again shortly" for errors that come from a database that is away or overloaded, at any depth of `cause`.
 * @returns AppError DEPENDENCY_UNAVAILABLE, or undefined when the error is about something else
 */
export function databaseAway(error: unknown): AppError | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth++) {
    const code = 'code' in current && typeof current.code === 'string' ? current.code : '';
    if (isTransientDatabaseError(current) || prismaAway.test(code)) {
      return new AppError(
        'DEPENDENCY_UNAVAILABLE',
        'The database is away; try again in a moment.',
        { retryAfterSeconds: 1 },
        error,
      );
    }
  }
  return undefined;
}
