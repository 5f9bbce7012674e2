import { createHash } from 'node:crypto';
import { type Language, texts } from '../vwr-page/texts.ts';
import { clockOf, waitInWords } from '../vwr-page/wait-words.ts';
import type { ApiAnswer } from './api-gateway-event.ts';
import type { Standing } from './standing.ts';

/** What a page without JavaScript shows. */
export type PlainView =
  /** No place yet: a form asks for one. */
  | { readonly kind: 'join'; readonly eventId: string }
  | { readonly kind: 'standing'; readonly standing: Standing; readonly now: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'trouble' };

const STYLE =
  ':root{color-scheme:light dark}body{max-width:34rem;margin:0 auto;padding:1rem;font:1rem/1.5 system-ui,sans-serif;word-break:keep-all}' +
  'a{color:inherit}dd{margin:0 0 .75rem;font-size:1.75rem;font-weight:700}button{width:100%;padding:.8rem;font:inherit;font-weight:700}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
const CLOSED_REFRESH_SECONDS = 60;
const TROUBLE_REFRESH_SECONDS = 10;
/** Whoever has the page read out must get through it before it comes anew. */
const SHORTEST_REFRESH_SECONDS = 10;

/** What a person chose by the links of the page. */
export interface PlainChoice {
  readonly language: Language;
  /** The page does not reload itself: some read slowly (WCAG 2.2.1). */
  readonly isStill: boolean;
}

/**
 * A page for browsers without JavaScript: it reloads itself when the API wants to be asked again, and the cookie holds the
 * place. Nothing that anybody sent stands in it but the id of the event, which was checked.
 * @param path below which the distribution has this API
 */
export function plainPage(view: PlainView, { language, isStill }: PlainChoice, path: string): ApiAnswer {
  const words = texts[language];
  const { content, refresh, status = 200 } = contentOf(view, language, path);
  const other = language === 'ko' ? 'en' : 'ko';
  const still = isStill ? '&amp;still=1' : '';
  const reloads =
    refresh === undefined
      ? ''
      : `<p><a href="?language=${language}${still}">${words.reload}</a></p>` +
        `<p><a href="?language=${language}${isStill ? '' : '&amp;still=1'}">${isStill ? words.reloadOn : words.reloadOff}</a></p>`;
  const body =
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${words.title}</title>` +
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">' +
    `<style>${STYLE}</style></head><body><header><a href="?language=${other}${still}" lang="${other}">` +
    `${other === 'ko' ? '한국어' : 'English'}</a></header><main>${content}${reloads}</main></body></html>`;
  return {
    statusCode: status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': POLICY,
      ...(refresh === undefined || isStill ? {} : { refresh: String(Math.max(refresh, SHORTEST_REFRESH_SECONDS)) }),
    },
    body,
  };
}

/** Sends a browser on, with what it must remember. */
export function goTo(location: string, cookies: readonly string[]): ApiAnswer {
  return {
    statusCode: 303,
    headers: { location, 'cache-control': 'no-store' },
    ...(cookies.length === 0 ? {} : { multiValueHeaders: { 'Set-Cookie': cookies } }),
    body: '',
  };
}

function contentOf(
  view: PlainView,
  language: Language,
  path: string,
): { readonly content: string; readonly refresh?: number; readonly status?: number } {
  const words = texts[language];
  switch (view.kind) {
    case 'join':
      return {
        content: `<h1>${words.title}</h1><form method="post" action="${path}/vwr/assign/${view.eventId}"><p>${words.line}</p><button>${words.join}</button></form>`,
      };
    case 'closed':
      return { content: `<h1>${words.closed}</h1><p>${words.closedHint}</p>`, refresh: CLOSED_REFRESH_SECONDS };
    case 'trouble':
      return {
        content: `<h1>${words.title}</h1><p>${words.trouble} ${words.placeSafe}</p>`,
        refresh: TROUBLE_REFRESH_SECONDS,
        status: 503,
      };
    case 'standing':
      return { content: standingContent(view.standing, view.now, language), refresh: view.standing.nextPoll };
  }
}

function standingContent(standing: Standing, now: number, language: Language): string {
  const words = texts[language];
  const { position, ahead, estimatedWaitRange, mode, opensAt } = standing;
  const number = (value: number) => value.toLocaleString(language);
  const isLottery = mode === 'lottery';
  const row = (name: string, value: string) => `<dt>${name}</dt><dd>${value}</dd>`;
  const before = opensAt === undefined ? undefined : clockOf((Date.parse(opensAt) - now) / 1_000);
  const rows = [
    before === undefined ? '' : row(words.before, before),
    row(isLottery ? words.entry : words.place, number(position)),
    ...(isLottery || before !== undefined
      ? []
      : [row(words.ahead, words.people(number(ahead))), row(words.wait, waitInWords(estimatedWaitRange, words))]),
  ];
  const sentence = isLottery ? (before === undefined ? words.drawing : words.lottery) : words.line;
  return `<h1>${words.title}</h1><p>${sentence}</p><dl>${rows.join('')}</dl><p>${words.keep}</p>`;
}
