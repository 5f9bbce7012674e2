import type { Position } from '../vwr-line/line-state.ts';
import type { ApiRequest } from './api-gateway-event.ts';
import type { VwrApiOptions } from './api-options.ts';

/** The position that the cookie of a request holds, if it is one of ours for this event. */
export function heldPosition(
  { headers }: ApiRequest,
  eventId: string,
  { cookies, clock }: VwrApiOptions,
): Position | undefined {
  const cookie = headers?.cookie ?? headers?.Cookie ?? '';
  const start = `${cookieName(eventId)}=`;
  const pair = cookie.split(';').find((part) => part.trimStart().startsWith(start));
  if (pair === undefined) return undefined;
  return cookies.read(pair.trim().slice(start.length), eventId, Math.floor(clock().getTime() / 1_000));
}

/** Set-Cookie by which a browser keeps its place. */
export function placeCookie(position: Position, { cookies, placeSeconds, cookiePath, clock }: VwrApiOptions): string {
  const life = position.createdAt + placeSeconds - Math.floor(clock().getTime() / 1_000);
  const value = `${cookieName(position.eventId)}=${cookies.write(position)}`;
  return `${value}; Max-Age=${life}; Path=${cookiePath}; HttpOnly; Secure; SameSite=Lax`;
}

/** Set-Cookie of the pass, where there is one. */
export function passCookies(token: string | undefined, { tokenSeconds }: VwrApiOptions): string[] {
  if (token === undefined) return [];
  return [`urr-vwr-token=${token}; Max-Age=${tokenSeconds}; Path=/; Secure; SameSite=Strict`];
}

function cookieName(eventId: string): string {
  return `urr-vwr-place-${eventId}`;
}
