import type { ApiRequest } from './api-gateway-event.ts';
import { Refused } from './problem-answer.ts';

/** What the body of an assignment says; everything in it may be left out. */
export interface PlaceRequestBody {
  readonly userId: string;
  /** A secret of the browser, 128 bits or more, by which the request can be repeated. */
  readonly claim: string | undefined;
  /** The receipt of the place that the claim holds, if the browser has one: then no table is asked. */
  readonly receipt: string | undefined;
}

const LONGEST_BODY = 4_096;
const VISITOR = /^[\w-]{1,64}$/;
const CLAIM = /^[\w-]{22,128}$/;

/** Reads the body of an assignment. Throws Refused for one that is not ours, before any place is taken. */
export function readPlaceRequest({
  body,
  isBase64Encoded,
}: Pick<ApiRequest, 'body' | 'isBase64Encoded'>): PlaceRequestBody {
  const text = body === null ? '' : isBase64Encoded === true ? Buffer.from(body, 'base64').toString('utf8') : body;
  if (text.length > LONGEST_BODY) throw new Refused('BODY_TOO_LARGE', `A body has at most ${LONGEST_BODY} characters.`);
  const said = text.trim() === '' ? {} : parsed(text);
  if (typeof said !== 'object' || said === null || Array.isArray(said)) {
    throw new Refused('VALIDATION_FAILED', 'The body is a JSON object or nothing.');
  }
  const userId: unknown = 'userId' in said ? (said.userId ?? 'anonymous') : 'anonymous';
  const claim: unknown = 'claim' in said ? (said.claim ?? undefined) : undefined;
  if (typeof userId !== 'string' || !VISITOR.test(userId)) {
    throw new Refused('VALIDATION_FAILED', 'userId has 1 to 64 letters, digits, dashes or underscores.');
  }
  if (claim !== undefined && (typeof claim !== 'string' || !CLAIM.test(claim))) {
    throw new Refused('VALIDATION_FAILED', 'claim has 22 to 128 letters, digits, dashes or underscores.');
  }
  const receipt: unknown = 'receipt' in said ? said.receipt : undefined;
  // One that cannot be one is passed over, like one that does not hold: the claim finds the place too.
  return { userId, claim, receipt: typeof receipt === 'string' ? receipt : undefined };
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new Refused('MALFORMED_BODY', 'The body cannot be read as JSON.');
  }
}
