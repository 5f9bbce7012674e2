import type { ErrorTable } from '../shared/errors/app-error.ts';
import { entryTokenErrors } from '../shared/errors/entry-token-errors.ts';
import { originErrors } from '../shared/identity/origin-check.ts';

/** The gateway's own codes; the common ones (RATE_LIMITED, UPSTREAM_TIMEOUT and so on) are in shared/errors. */
export const gatewayErrors = {
  ...entryTokenErrors,
  ...originErrors,
  HEADERS_TOO_LARGE: { status: 431, title: 'The request headers are too large' },
} as const satisfies ErrorTable;
