import type { ErrorTable } from '../shared/errors/app-error.ts';
import { originErrors } from '../shared/identity/origin-check.ts';

/** The gateway's own codes; the common ones (RATE_LIMITED, UPSTREAM_TIMEOUT and so on) are in shared/errors. */
export const gatewayErrors = {
  ENTRY_TOKEN_REQUIRED: { status: 403, title: 'A queue entry token is required' },
  ENTRY_TOKEN_INVALID: { status: 403, title: 'The queue entry token does not hold' },
  ENTRY_TOKEN_EXPIRED: { status: 403, title: 'The queue entry token has expired' },
  ENTRY_TOKEN_WRONG_USER: { status: 403, title: 'The queue entry token belongs to somebody else' },
  ENTRY_TOKEN_WRONG_EVENT: { status: 403, title: 'The queue entry token is for another event' },
  ...originErrors,
  HEADERS_TOO_LARGE: { status: 431, title: 'The request headers are too large' },
} as const satisfies ErrorTable;
