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
export type AnswerHead = {
  readonly headers: string[];
  readonly contentLength: number | undefined;
  readonly isStream: boolean;
};

/**
 * The headers of an answer for the client: the gateway's own ones, then the back end's without hop-by-hop ones.
 * @param raw undici's raw headers: name, value, name, value ...
 */
export function answerHead(own: readonly string[], raw: readonly Buffer[]): AnswerHead {
  const headers = own.slice();
  let contentLength: number | undefined;
  let isStream = false;
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at]?.toString('latin1').toLowerCase() ?? '';
    if (DROPPED.has(name)) continue;
    const value = raw[at + 1]?.toString('latin1') ?? '';
    if (name === 'content-length') contentLength = Number(value);
    else if (name === 'content-type') isStream = value.startsWith('text/event-stream');
    headers.push(name, value);
  }
  return { headers, contentLength, isStream };
}
