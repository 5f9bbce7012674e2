import type { ApiAnswer } from './api-gateway-event.ts';

const MEANINGS = {
  MALFORMED_BODY: [400, 'The body is not valid JSON'],
  BODY_TOO_LARGE: [413, 'The body is too large'],
  VALIDATION_FAILED: [422, 'The request does not match the contract'],
  WAITING_ROOM_NOT_FOUND: [404, 'This event has no waiting room now'],
  WAITING_ROOM_CLOSED: [403, 'The waiting room is closed'],
  PLACE_NOT_FOUND: [404, 'This browser holds no such place'],
  ROUTE_NOT_FOUND: [404, 'No such route'],
  METHOD_NOT_ALLOWED: [405, 'Method not allowed on this route'],
  DEPENDENCY_UNAVAILABLE: [503, 'A dependency is unavailable, try again shortly'],
  INTERNAL_ERROR: [500, 'Something went wrong on our side'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

export type ProblemCode = keyof typeof MEANINGS;

/** An expected refusal. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: ProblemCode;

  constructor(code: ProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A problem document (RFC 9457, ruling E10). Whoever is told to come back is told when. */
export function problemAnswer(
  code: ProblemCode,
  detail: string,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): ApiAnswer {
  const [status, title] = MEANINGS[code];
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status >= 500 ? { 'retry-after': '2' } : {}),
      ...headers,
    },
    body: JSON.stringify({ type: `urn:urr:problem:${code}`, title, status, detail, instance: requestId, code }),
  };
}
