import type { ApiAnswer, ApiRequest } from './api-gateway-event.ts';
import type { PlaceCookies } from './place-cookie.ts';
import { readPlaceRequest } from './place-request-body.ts';
import { problemAnswer, Refused } from './problem-answer.ts';
import type { WaitingRoom } from './waiting-room.ts';

export interface VwrApiOptions {
  readonly room: Pick<WaitingRoom, 'assign' | 'check' | 'status'>;
  readonly cookies: PlaceCookies;
  readonly clock: () => Date;
  /** How long a place lives, and so its cookie. */
  readonly placeSeconds: number;
  readonly tokenSeconds: number;
  /** Path of the place cookie. CloudFront has the API under `/vwr-api`. */
  readonly cookiePath: string;
  /** Takes one line for each request that failed unexpectedly. */
  readonly logError: (line: string) => void;
}

const ROUTE = /^\/vwr\/(assign|check|status)\/([^/]+)(?:\/([^/]+))?$/;
const EVENT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const METHODS = { assign: 'POST', check: 'GET', status: 'GET' } as const;
const GONE = 'Go to the page of the event: it lets you in or leads you back here.';
/** Seconds that the CDN and browsers may keep what is the same for all (rulings C; runtime.md 0 #6). */
const STATUS_SECONDS = 2;
const ABSENT_SECONDS = 5;

/** Answers one request (architecture.md 5.10; domain.md 4.7). Never rejects. */
export async function answer(request: ApiRequest, options: VwrApiOptions): Promise<ApiAnswer> {
  const instance = request.requestContext?.requestId ?? 'unknown';
  try {
    return await route(request, options);
  } catch (error) {
    if (error instanceof Refused) {
      const kept = error.code === 'WAITING_ROOM_NOT_FOUND' && request.httpMethod === 'GET';
      return problemAnswer(error.code, error.message, instance, kept ? keepFor(ABSENT_SECONDS) : {});
    }
    options.logError(JSON.stringify({ message: 'request failed', instance, error: String(error) }));
    return problemAnswer('DEPENDENCY_UNAVAILABLE', 'The waiting room did not answer; your place is safe.', instance);
  }
}

async function route(request: ApiRequest, options: VwrApiOptions): Promise<ApiAnswer> {
  const [, action = '', event = '', requestId] = ROUTE.exec(request.path) ?? [];
  const eventId = event.toLowerCase();
  if (!isAction(action) || (requestId === undefined) === (action === 'check')) {
    throw new Refused('ROUTE_NOT_FOUND', 'There is assign, check and status.');
  }
  if (request.httpMethod !== METHODS[action]) throw new Refused('METHOD_NOT_ALLOWED', `Use ${METHODS[action]}.`);
  // No table is asked about what cannot be an event.
  if (!EVENT_ID.test(eventId)) throw new Refused('WAITING_ROOM_NOT_FOUND', GONE);
  switch (action) {
    case 'assign':
      return assign(request, eventId, options);
    case 'check':
      return check(request, eventId, requestId?.toLowerCase() ?? '', options);
    case 'status':
      return status(eventId, options);
  }
}

async function assign(request: ApiRequest, eventId: string, options: VwrApiOptions): Promise<ApiAnswer> {
  const { userId, claim } = readPlaceRequest(request);
  const held = heldPosition(request, eventId, options);
  const given = await options.room.assign(eventId, { held, claim, userId });
  if (given === undefined) throw new Refused('WAITING_ROOM_NOT_FOUND', GONE);
  const { position, standing } = given;
  const life = position.createdAt + options.placeSeconds - Math.floor(options.clock().getTime() / 1_000);
  return json(standing, { 'cache-control': 'no-store' }, [
    `${cookieName(eventId)}=${options.cookies.write(position)}; Max-Age=${life}; Path=${options.cookiePath}; ` +
      'HttpOnly; Secure; SameSite=Lax',
  ]);
}

async function check(
  request: ApiRequest,
  eventId: string,
  requestId: string,
  options: VwrApiOptions,
): Promise<ApiAnswer> {
  const held = heldPosition(request, eventId, options);
  const standing = held?.requestId === requestId ? await options.room.check(eventId, held) : undefined;
  if (standing === undefined)
    throw new Refused('PLACE_NOT_FOUND', 'Ask for a place; with your claim it is the same one.');
  const { token } = standing;
  const pass =
    token === undefined
      ? []
      : [`urr-vwr-token=${token}; Max-Age=${options.tokenSeconds}; Path=/; Secure; SameSite=Strict`];
  return json(standing, { 'cache-control': 'no-store' }, pass);
}

async function status(eventId: string, options: VwrApiOptions): Promise<ApiAnswer> {
  const line = await options.room.status(eventId);
  if (line === undefined) throw new Refused('WAITING_ROOM_NOT_FOUND', GONE);
  return json(line, keepFor(line.isActive ? STATUS_SECONDS : ABSENT_SECONDS), []);
}

function heldPosition({ headers }: ApiRequest, eventId: string, { cookies, clock }: VwrApiOptions) {
  const cookie = headers?.cookie ?? headers?.Cookie ?? '';
  const start = `${cookieName(eventId)}=`;
  const pair = cookie.split(';').find((part) => part.trimStart().startsWith(start));
  if (pair === undefined) return undefined;
  return cookies.read(pair.trim().slice(start.length), eventId, Math.floor(clock().getTime() / 1_000));
}

function cookieName(eventId: string): string {
  return `urr-vwr-place-${eventId}`;
}

function isAction(action: string): action is keyof typeof METHODS {
  return Object.hasOwn(METHODS, action);
}

function keepFor(seconds: number): Record<string, string> {
  return { 'cache-control': `public, max-age=${seconds}` };
}

function json(body: object, headers: Readonly<Record<string, string>>, cookies: readonly string[]): ApiAnswer {
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', ...headers },
    ...(cookies.length === 0 ? {} : { multiValueHeaders: { 'Set-Cookie': cookies } }),
    body: JSON.stringify(body),
  };
}
