import { AppError } from '../../shared/errors/app-error.ts';

/**
 * A request's headers, read in one pass: the few that the gateway acts on by name, and the rest as they go on to the
 * back end. Reading Node's `req.headers` instead costs an object per request and a second pass over everything.
 */
export class IncomingHeaders {
  authorization: string | undefined = undefined;
  cookie: string | undefined = undefined;
  origin: string | undefined = undefined;
  accept: string | undefined = undefined;
  connection: string | undefined = undefined;
  contentLength: string | undefined = undefined;
  transferEncoding: string | undefined = undefined;
  preflightMethod: string | undefined = undefined;
  requestId: string | undefined = undefined;
  traceparent: string | undefined = undefined;
  entryToken: string | undefined = undefined;
  forwardedFor: string | undefined = undefined;
  host: string | undefined = undefined;
  /** Name and value in turn, in small letters, in the order of arrival. */
  readonly onward: string[] = [];
}

type Field = Exclude<keyof IncomingHeaders, 'onward'>;
type Treatment = { readonly name: string; readonly keep: boolean; readonly field: Field | undefined };

const MOST_HEADERS = 100;

/** Read by the gateway; `true` means that the header goes on as well. */
const READ: Readonly<Record<string, readonly [Field, boolean]>> = {
  authorization: ['authorization', false],
  cookie: ['cookie', false],
  origin: ['origin', true],
  accept: ['accept', true],
  connection: ['connection', false],
  'content-length': ['contentLength', false],
  'transfer-encoding': ['transferEncoding', false],
  'access-control-request-method': ['preflightMethod', true],
  'x-request-id': ['requestId', false],
  traceparent: ['traceparent', false],
  'x-queue-entry-token': ['entryToken', false],
  'x-forwarded-for': ['forwardedFor', false],
  host: ['host', false],
};

/** Hop-by-hop (RFC 9110 7.6.1), said anew by the gateway, or secrets between the CDN and the load balancer. */
const DROPPED = new Set([
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
  'http2-settings',
  'expect',
  'forwarded',
  'x-real-ip',
  'true-client-ip',
  'x-custom-header',
  'x-cloudfront-verified',
]);
/** Identity is the gateway's word alone (E8). */
const DROPPED_FAMILIES = ['x-user-', 'x-entry-', 'x-vwr-', 'x-internal-', 'x-forwarded-'];

// Clients spell the same few names again and again; the table saves lower-casing and comparing them each time.
const treatments = new Map<string, Treatment>();
const MOST_TREATMENTS = 2_000;

/**
 * Reads Node's raw headers (name, value, name, value ...). The first one of a kind counts, as with Node itself.
 * Throws HEADERS_TOO_LARGE over 100 headers, and MALFORMED_REQUEST for a second Host (RFC 9112 3.2), which two servers
 * could read differently.
 */
export function readHeaders(raw: readonly string[]): IncomingHeaders {
  if (raw.length > MOST_HEADERS * 2) {
    throw new AppError('HEADERS_TOO_LARGE', `A request may have ${MOST_HEADERS} headers.`);
  }
  const headers = new IncomingHeaders();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] ?? '';
    const value = raw[at + 1] ?? '';
    const { field, keep, name: lowerCase } = treatments.get(name) ?? treatmentOf(name);
    if (field !== undefined) {
      if (field === 'host' && headers.host !== undefined) {
        throw new AppError('MALFORMED_REQUEST', 'A request names one Host.');
      }
      headers[field] ??= value;
    }
    if (keep) headers.onward.push(lowerCase, value);
  }
  const named = headers.connection;
  if (named !== undefined && named !== 'keep-alive' && named !== 'close') dropNamed(headers.onward, named);
  return headers;
}

function treatmentOf(spelling: string): Treatment {
  const name = spelling.toLowerCase();
  const read = Object.hasOwn(READ, name) ? READ[name] : undefined;
  const isDropped = DROPPED.has(name) || DROPPED_FAMILIES.some((family) => name.startsWith(family));
  const treatment = { name, field: read?.[0], keep: read === undefined ? !isDropped : read[1] };
  if (treatments.size >= MOST_TREATMENTS) treatments.clear();
  treatments.set(spelling, treatment);
  return treatment;
}

// "Connection: close, X-Thing" makes X-Thing hop-by-hop as well.
function dropNamed(onward: string[], connection: string): void {
  const names = new Set(
    connection
      .toLowerCase()
      .split(',')
      .map((name) => name.trim()),
  );
  let to = 0;
  for (let from = 0; from + 1 < onward.length; from += 2) {
    if (names.has(onward[from] ?? '')) continue;
    onward[to] = onward[from] ?? '';
    onward[to + 1] = onward[from + 1] ?? '';
    to += 2;
  }
  onward.length = to;
}
