import type { Refusal, RefusalCode } from './decision.ts';
import type { EdgeAnswer, HeaderValues } from './viewer-request-event.ts';

const NOT_KEPT: HeaderValues = [{ key: 'Cache-Control', value: 'no-store, no-cache, must-revalidate, max-age=0' }];

const MEANINGS: Readonly<
  Record<RefusalCode, { readonly status: 400 | 403; readonly title: string; readonly detail: string }>
> = {
  MALFORMED_REQUEST: {
    status: 400,
    title: 'The request is malformed',
    detail: 'The path of the request has characters or segments that are not allowed.',
  },
  VWR_TOKEN_REQUIRED: {
    status: 403,
    title: 'A pass of the waiting room is required',
    detail: 'Many people come at once: wait for your turn in the waiting room first.',
  },
  ENTRY_TOKEN_REQUIRED: {
    status: 403,
    title: 'A queue entry token is required',
    detail: 'Join the queue first: a queue entry token is required.',
  },
  ENTRY_TOKEN_INVALID: {
    status: 403,
    title: 'The queue entry token does not hold',
    detail: 'The queue entry token does not hold; join the queue again.',
  },
  ENTRY_TOKEN_EXPIRED: {
    status: 403,
    title: 'The queue entry token has expired',
    detail: 'Your time to buy is over; join the queue again.',
  },
  ENTRY_TOKEN_WRONG_EVENT: {
    status: 403,
    title: 'The queue entry token is for another event',
    detail: 'You were admitted to another event.',
  },
};

const PHRASES = { 302: 'Found', 400: 'Bad Request', 403: 'Forbidden', 503: 'Service Unavailable' } as const;

/**
 * The answer to a refusal: a redirect for people, a problem document for programs (RFC 9457, ruling E10). No answer is kept.
 * @param requestId of CloudFront, shown as `instance`, so that a person can name the failed request
 */
export function refuse({ code, redirectTo, toProgram }: Refusal, requestId: string): EdgeAnswer {
  if (!toProgram) return answer(302, { location: [{ key: 'Location', value: redirectTo }] }, '');
  const { status, title, detail } = MEANINGS[code];
  const goOn = code === 'MALFORMED_REQUEST' ? {} : { redirectTo };
  return problem(status, { ...goOn, title, detail, code }, requestId);
}

/** The answer when this function itself failed: nobody enters unchecked. */
export function failed(requestId: string): EdgeAnswer {
  const { headers, ...rest } = problem(
    503,
    {
      title: 'Something went wrong on our side',
      detail: 'Try again in a few seconds; if it lasts, name the instance below.',
      code: 'INTERNAL_ERROR',
    },
    requestId,
  );
  return { ...rest, headers: { ...headers, 'retry-after': [{ key: 'Retry-After', value: '5' }] } };
}

function problem(
  status: 400 | 403 | 503,
  members: { readonly title: string; readonly detail: string; readonly code: string },
  instance: string,
): EdgeAnswer {
  const body = JSON.stringify({ ...members, type: `urn:urr:problem:${members.code}`, status, instance });
  return answer(status, { 'content-type': [{ key: 'Content-Type', value: 'application/problem+json' }] }, body);
}

function answer(status: keyof typeof PHRASES, headers: Record<string, HeaderValues>, body: string): EdgeAnswer {
  return {
    status: String(status),
    statusDescription: PHRASES[status],
    headers: { ...headers, 'cache-control': NOT_KEPT },
    body,
  };
}
