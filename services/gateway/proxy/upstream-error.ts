import { AppError } from '../../shared/errors/app-error.ts';

/** Nothing reached the back end: trying again cannot make anything happen twice. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const TIMED_OUT = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);
/** A kept connection that the back end closed while the request was on its way. */
const LOST = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** Whether a call that failed so may be made again at once: `isSafe` says that the method changes nothing. */
export function mayRetry(error: unknown, isSafe: boolean): boolean {
  const code = codeOf(error);
  return code === 'ECONNREFUSED' || (isSafe && LOST.has(code));
}

/** Whether the failure speaks against the back end, and not against the request. */
export function isBackEndFault(error: unknown): boolean {
  return !(error instanceof AppError) && !codeOf(error).startsWith('UND_ERR_INVALID_ARG');
}

/** What the client is told when a back end did not answer. */
export function toUpstreamError(error: unknown, service: string): AppError {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (NOT_CONNECTED.has(code)) {
    return new AppError('DEPENDENCY_UNAVAILABLE', `The ${service} service cannot be reached.`, { service }, error);
  }
  if (TIMED_OUT.has(code)) {
    return new AppError('UPSTREAM_TIMEOUT', `The ${service} service did not answer in time.`, { service }, error);
  }
  if (!isBackEndFault(error))
    return new AppError('MALFORMED_REQUEST', 'The request cannot be passed on as it is.', {}, error);
  return new AppError('UPSTREAM_FAILED', `The ${service} service broke off.`, { service }, error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
