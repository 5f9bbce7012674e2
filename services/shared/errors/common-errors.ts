import type { ErrorTable } from './app-error.ts';

/** Codes that every service may answer; a service's own codes stand in its errors.ts. */
export const commonErrors = {
  MALFORMED_BODY: { status: 400, title: 'The body is not valid JSON' },
  MALFORMED_REQUEST: { status: 400, title: 'The request is malformed' },
  AUTHENTICATION_REQUIRED: { status: 401, title: 'Sign in first' },
  INTERNAL_CREDENTIAL_REQUIRED: { status: 401, title: 'An internal credential is required' },
  INTERNAL_CREDENTIAL_REFUSED: { status: 403, title: 'This internal credential is not accepted here' },
  ADMIN_REQUIRED: { status: 403, title: 'Administrators only' },
  NOT_FOUND: { status: 404, title: 'Not found' },
  ROUTE_NOT_FOUND: { status: 404, title: 'No such route' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'Method not allowed on this route' },
  REQUEST_TIMEOUT: { status: 408, title: 'The request took too long to arrive' },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'Send application/json' },
  IDEMPOTENCY_KEY_IN_USE: { status: 409, title: 'A request with this key is still running' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, title: 'This key was used for another request' },
  VALIDATION_FAILED: { status: 422, title: 'The request does not match the contract' },
  RATE_LIMITED: { status: 429, title: 'Too many requests', transient: true },
  INTERNAL_ERROR: { status: 500, title: 'Something went wrong on our side' },
  UPSTREAM_FAILED: { status: 502, title: 'A service behind this one failed', transient: true },
  DEPENDENCY_UNAVAILABLE: { status: 503, title: 'A dependency is unavailable, try again shortly', transient: true },
  UPSTREAM_TIMEOUT: { status: 504, title: 'A service behind this one did not answer in time', transient: true },
} as const satisfies ErrorTable;
