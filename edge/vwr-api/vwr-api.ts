import { heldPosition, passCookies, placeCookie } from './answer-cookies.ts';
import type { ApiAnswer, ApiRequest } from './api-gateway-event.ts';
import type { VwrApiOptions } from './api-options.ts';
import { checkByPage, isForPeople, joinByForm, peoplePage } from './people-answers.ts';
import { readPlaceRequest } from './place-request-body.ts';
import { problemAnswer, Refused } from './problem-answer.ts';

const ROUTE = /^\/vwr\/(assign|check|status)\/([^/]+)(?:\/([^/]+))?$/;
const EVENT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const METHODS = { assign: 'POST', check: 'GET', status: 'GET' } as const;
const CLOSED = 'Nobody can enter now.';
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
    if (isForPeople(request)) return peoplePage({ kind: 'trouble' }, request, options);
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
      return isForPeople(request) ? joinByForm(request, eventId, options) : assign(request, eventId, options);
    case 'check':
      return isForPeople(request)
        ? checkByPage(request, eventId, options)
        : check(request, eventId, requestId?.toLowerCase() ?? '', options);
    case 'status':
      return status(eventId, options);
  }
}

async function assign(request: ApiRequest, eventId: string, options: VwrApiOptions): Promise<ApiAnswer> {
  const { userId, claim, receipt } = readPlaceRequest(request);
  const redeemed = claim && receipt ? options.receipts.redeem(receipt, eventId, claim) : undefined;
  const held = heldPosition(request, eventId, options) ?? redeemed;
  const given = await options.room.assign(eventId, { held, claim, userId });
  if (given === 'closed') throw new Refused('WAITING_ROOM_CLOSED', CLOSED);
  if (given === undefined) throw new Refused('WAITING_ROOM_NOT_FOUND', GONE);
  const { position, standing, commitment } = given;
  return json({ ...standing, receipt: options.receipts.give(position, commitment) }, { 'cache-control': 'no-store' }, [
    placeCookie(position, options),
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
  if (standing === 'closed') throw new Refused('WAITING_ROOM_CLOSED', CLOSED);
  if (standing === undefined)
    throw new Refused('PLACE_NOT_FOUND', 'Ask for a place; with your claim it is the same one.');
  return json(standing, { 'cache-control': 'no-store' }, passCookies(standing.token, options));
}

async function status(eventId: string, options: VwrApiOptions): Promise<ApiAnswer> {
  const line = await options.room.status(eventId);
  if (line === undefined) throw new Refused('WAITING_ROOM_NOT_FOUND', GONE);
  return json(line, keepFor(line.isActive ? STATUS_SECONDS : ABSENT_SECONDS), []);
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
