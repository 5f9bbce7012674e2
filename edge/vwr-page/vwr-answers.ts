import { type LineNews, readNews } from './line-news.ts';
import type { Standing } from './standing.ts';

/** What came of a question. */
export type Answer =
  | { readonly kind: 'standing'; readonly standing: Standing; readonly serverTime: number }
  | { readonly kind: 'news'; readonly news: LineNews; readonly serverTime: number }
  /** The event has no waiting room (any more): it lets everybody in. */
  | { readonly kind: 'open' }
  | { readonly kind: 'closed' }
  /** The place is unknown: ask for one, with the claim it is the same. */
  | { readonly kind: 'unknown-place' }
  /** Nothing that helps; `retryAfter` in seconds if the server said so. */
  | { readonly kind: 'trouble'; readonly retryAfter: number };

/** Reads an answer of the API. Anything that is not of its form is trouble, which is asked again. */
export function readAnswer(
  status: number,
  body: unknown,
  header: (name: string) => string | null,
  now: number,
): Answer {
  const said = isObject(body) ? body : {};
  if (status === 200) {
    // What the CDN has kept is older than it is dated by its age.
    const date = Date.parse(header('date') ?? '') + (Number(header('age')) || 0) * 1_000;
    const serverTime = Number.isNaN(date) ? now : date;
    const news = readNews(said);
    if (typeof said.requestId === 'string' && typeof said.position === 'number') {
      return { kind: 'standing', standing: standingIn(said), serverTime };
    }
    if (news !== undefined) return { kind: 'news', news, serverTime };
  }
  switch (said.code) {
    case 'WAITING_ROOM_NOT_FOUND':
      return { kind: 'open' };
    case 'WAITING_ROOM_CLOSED':
      return { kind: 'closed' };
    case 'PLACE_NOT_FOUND':
      return { kind: 'unknown-place' };
    default:
      return { kind: 'trouble', retryAfter: Number(header('retry-after')) || 0 };
  }
}

function standingIn(said: Readonly<Record<string, unknown>>): Standing {
  const range = isObject(said.estimatedWaitRange) ? said.estimatedWaitRange : undefined;
  const opensAt = typeof said.opensAt === 'string' ? Date.parse(said.opensAt) : Number.NaN;
  return {
    requestId: String(said.requestId),
    epoch: Number(said.epoch) || 0,
    position: Number(said.position),
    ahead: Number(said.ahead) || 0,
    wait:
      typeof range?.shortest === 'number'
        ? { shortest: range.shortest, longest: typeof range.longest === 'number' ? range.longest : null }
        : null,
    nextPoll: Math.min(Math.max(Number(said.nextPoll) || 5, 1), 300),
    admitted: said.admitted === true,
    opensAt: Number.isNaN(opensAt) ? null : opensAt,
    isLottery: said.mode === 'lottery',
    receipt: typeof said.receipt === 'string' ? said.receipt : undefined,
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
