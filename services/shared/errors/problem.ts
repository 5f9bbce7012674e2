import { AppError, type ErrorTable } from './app-error.ts';
import { commonErrors } from './common-errors.ts';

/** An RFC 9457 problem document with a stable `code` (ruling E10). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly [detail: string]: unknown;
}

/** The media type of a problem document (RFC 9457 section 3). */
export const problemMediaType = 'application/problem+json';

/**
 * The one translation of an error into an answer. Unknown errors and unknown codes become a fixed 500, so nothing of
 * the inside leaks.
 * @param requestId shown as `instance`, so that a person can name the failed request to support.
 */
export function toProblem(error: unknown, table: ErrorTable, requestId: string): Problem {
  const known = error instanceof AppError ? (table[error.code] ?? lookup(commonErrors, error.code)) : undefined;
  if (!known || !(error instanceof AppError)) {
    return problem(
      'INTERNAL_ERROR',
      commonErrors.INTERNAL_ERROR,
      'Try again; if it lasts, name the instance below.',
      requestId,
    );
  }
  return problem(error.code, known, error.message, requestId, error.details);
}

function lookup(table: ErrorTable, code: string) {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

function problem(
  code: string,
  meaning: { status: number; title: string },
  detail: string,
  instance: string,
  details: Readonly<Record<string, unknown>> = {},
): Problem {
  return {
    ...details,
    type: `urn:urr:problem:${code}`,
    title: meaning.title,
    status: meaning.status,
    detail,
    instance,
    code,
  };
}
