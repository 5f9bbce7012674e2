import { languageFor } from '../vwr-page/texts.ts';
import { heldPosition, passCookies, placeCookie } from './answer-cookies.ts';
import type { ApiAnswer, ApiRequest } from './api-gateway-event.ts';
import type { VwrApiOptions } from './api-options.ts';
import { goTo, type PlainView, plainPage } from './plain-page.ts';

/** In place of a request id: the same question, asked by a person whose browser has no JavaScript. */
const PAGE = 'page';
const FORM = 'application/x-www-form-urlencoded';

/** Whether a person reads the answer. */
export function isForPeople({ path, headers }: ApiRequest): boolean {
  const type = headers?.['content-type'] ?? headers?.['Content-Type'] ?? '';
  return path.endsWith(`/${PAGE}`) || type.startsWith(FORM);
}

/** The form of the page: back to that page with the cookie that holds the place. */
export async function joinByForm(request: ApiRequest, eventId: string, options: VwrApiOptions): Promise<ApiAnswer> {
  const held = heldPosition(request, eventId, options);
  const given = await options.room.assign(eventId, { held, claim: undefined, userId: 'anonymous' });
  if (given === undefined) return goTo(`/events/${eventId}`, []);
  if (given === 'closed') return peoplePage({ kind: 'closed' }, request, options);
  return goTo(`${options.cookiePath}/vwr/check/${eventId}/${PAGE}`, [placeCookie(given.position, options)]);
}

/** Where the holder of the cookie stands, or the form, or on to the event. */
export async function checkByPage(request: ApiRequest, eventId: string, options: VwrApiOptions): Promise<ApiAnswer> {
  const held = heldPosition(request, eventId, options);
  const standing = held && (await options.room.check(eventId, held));
  if (standing === 'closed') return peoplePage({ kind: 'closed' }, request, options);
  if (standing?.admitted) return goTo(`/events/${eventId}`, passCookies(standing.token, options));
  if (standing !== undefined) {
    return peoplePage({ kind: 'standing', standing, now: options.clock().getTime() }, request, options);
  }
  const line = await options.room.status(eventId);
  if (!line?.isActive || line.mode === 'pass') return goTo(`/events/${eventId}`, []);
  return peoplePage(line.mode === 'closed' ? { kind: 'closed' } : { kind: 'join', eventId }, request, options);
}

/** A page in the language of the request. */
export function peoplePage(
  view: PlainView,
  { headers, queryStringParameters }: ApiRequest,
  { cookiePath }: VwrApiOptions,
): ApiAnswer {
  const accepted = headers?.['accept-language'] ?? headers?.['Accept-Language'];
  const language = languageFor([queryStringParameters?.language ?? '', ...(accepted ?? '').split(',')]);
  return plainPage(view, { language, isStill: queryStringParameters?.still !== undefined }, cookiePath);
}
