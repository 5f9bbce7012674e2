/** Hop-by-hop, or said by the gateway itself. `content-length` stays: it tells HTTP clients when the body was cut short. */
const DROPPED = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-request-id',
  'x-content-type-options',
  'x-powered-by',
  'server',
  'access-control-allow-origin',
  'access-control-allow-credentials',
]);

/** What an answer needs to know about its own headers. */
export type AnswerHead = { readonly contentLength: number | undefined; readonly isStream: boolean };

// Back ends spell the same few names again and again: null for those that are dropped.
const names = new Map<string, string | null>();
const MOST_NAMES = 1_000;

/**
 * Completes the headers of an answer for the client: to the gateway's own ones come the back end's, without hop-by-hop ones.
 * @param headers the gateway's own; grows
 * @param raw undici's raw headers: name, value, name, value ...
 */
export function completeAnswer(headers: string[], raw: readonly Buffer[]): AnswerHead {
  let contentLength: number | undefined;
  let isStream = false;
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const spelling = raw[at]?.toString('latin1') ?? '';
    const known = names.get(spelling);
    const name = known === undefined ? nameOf(spelling) : known;
    if (name === null) continue;
    const value = raw[at + 1]?.toString('latin1') ?? '';
    if (name === 'content-length') contentLength = Number(value);
    else if (name === 'content-type') isStream = value.startsWith('text/event-stream');
    headers.push(name, value);
  }
  return { contentLength, isStream };
}

function nameOf(spelling: string): string | null {
  const lowerCase = spelling.toLowerCase();
  const name = DROPPED.has(lowerCase) ? null : lowerCase;
  if (names.size >= MOST_NAMES) names.clear();
  names.set(spelling, name);
  return name;
}
