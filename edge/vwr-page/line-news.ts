import { type Rate, throughBoth, untilOpening, type Wait, waitFor } from '../vwr-api/pacing.ts';
import type { Standing } from './standing.ts';

/** What the API says to everybody about the line; the CDN answers it. */
export interface LineNews {
  readonly epoch: number;
  /** Whether people wait here: neither is everybody let in, nor nobody. */
  readonly isWaiting: boolean;
  readonly serving: number;
  readonly rate: Rate;
  /** Seconds in Tier 2 afterwards. */
  readonly tier2Wait: number;
  /** When it opens (ms), or null. */
  readonly opensAt: number | null;
  readonly isDrawn: boolean;
}

/**
 * Where the holder of a standing stands by the news; undefined when they must ask for themselves: it is their turn, the
 * lottery was drawn, the line was begun anew, or nobody waits any more. So nearly all questions are answered by the CDN, and
 * no function is called for them (runtime.md 2.5).
 * @param now by the clock of the server (ms)
 */
export function standingBy(standing: Standing, news: LineNews, now: number): Standing | undefined {
  const isSame = news.isWaiting && news.epoch === standing.epoch && news.isDrawn !== standing.isLottery;
  if (!isSame || (news.isDrawn && standing.position <= news.serving)) return undefined;
  const { estimatedWaitRange: wait, nextPoll } = waitBy(standing, news, now);
  return {
    ...standing,
    opensAt: news.opensAt !== null && news.opensAt > now ? news.opensAt : null,
    ahead: news.isDrawn ? standing.position - news.serving - 1 : 0,
    wait,
    nextPoll,
  };
}

function waitBy({ position }: Standing, { opensAt, isDrawn, serving, rate, tier2Wait }: LineNews, now: number): Wait {
  const before = opensAt === null ? 0 : (opensAt - now) / 1_000;
  return before > 0 || !isDrawn ? untilOpening(before) : throughBoth(waitFor(position - serving, rate), tier2Wait);
}

/** Reads the news; undefined for what is none. */
export function readNews(said: Readonly<Record<string, unknown>>): LineNews | undefined {
  const { epoch, isActive, mode, serving, rate, tier2Wait, opensAt, isDrawn } = said;
  const { slowest, typical, fastest } = typeof rate === 'object' && rate !== null ? { ...noRate, ...rate } : noRate;
  if (typeof epoch !== 'number' || typeof serving !== 'number' || typeof isDrawn !== 'boolean') return undefined;
  if (typeof slowest !== 'number' || typeof typical !== 'number' || typeof fastest !== 'number') return undefined;
  const at = typeof opensAt === 'string' ? Date.parse(opensAt) : Number.NaN;
  return {
    epoch,
    isWaiting: isActive === true && mode !== 'pass' && mode !== 'closed',
    serving,
    rate: { slowest, typical, fastest },
    tier2Wait: typeof tier2Wait === 'number' ? tier2Wait : 0,
    opensAt: Number.isNaN(at) ? null : at,
    isDrawn,
  };
}

const noRate: Readonly<Record<keyof Rate, unknown>> = { slowest: undefined, typical: undefined, fastest: undefined };
