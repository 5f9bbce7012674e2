import type { Exchange } from '../exchange.ts';

/** What the gateway says to back ends about itself and about the caller. */
export type OnwardHeaderOptions = {
  /** "Bearer gateway.<secret>" (E8). */
  readonly internalAuthorization: string;
  /** The address that rate limits and logs use. */
  readonly clientAddressOf: (exchange: Exchange) => string;
};

/** Completes the headers of a request for its back end: identity, trace, and the client's address, each from the gateway alone. */
export function onwardHeaders(exchange: Exchange, options: OnwardHeaderOptions): string[] {
  const { headers, user, entry, pass } = exchange;
  const onward = headers.onward;
  onward.push('authorization', options.internalAuthorization, 'x-request-id', exchange.requestId);
  onward.push('x-forwarded-for', options.clientAddressOf(exchange));
  if (exchange.traceparent !== undefined) onward.push('traceparent', exchange.traceparent);
  if (user !== undefined) {
    onward.push('x-user-id', user.sub, 'x-user-email', user.email, 'x-user-role', user.role);
  }
  if (entry !== undefined) {
    onward.push('x-entry-event', entry.sub, 'x-entry-place', String(entry.place), 'x-entry-jti', entry.jti);
  }
  if (pass !== undefined) {
    onward.push('x-vwr-event', pass.sub, 'x-vwr-place', String(pass.place), 'x-vwr-jti', pass.jti);
  }
  // Refresh tokens and the double-submit cookie are auth's business; nobody else needs to see a cookie.
  if (headers.cookie !== undefined && exchange.upstream?.name === 'auth') onward.push('cookie', headers.cookie);
  return onward;
}
