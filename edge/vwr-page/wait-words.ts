import type { Texts } from './texts.ts';

/** Between which seconds the wait probably ends, as the API says it; `longest` null when that cannot be said. */
export interface WaitRange {
  readonly shortest: number;
  readonly longest: number | null;
}

const MINUTE = 60;
/** From here on, people think in hours. */
const MANY_MINUTES = 120;

/**
 * An honest wait in words: a range, rounded outwards and to steps that do not jump about at every question.
 * @param range null when nobody can say
 */
export function waitInWords(range: WaitRange | null, texts: Texts): string {
  if (range === null) return texts.unknownWait;
  const { shortest, longest } = range;
  if (longest === null) return texts.longerThan(down(Math.max(shortest / MINUTE, 1)));
  if (longest < MINUTE) return texts.soon;
  const from = Math.max(down(shortest / MINUTE), 1);
  const to = up(longest / MINUTE);
  if (from < MANY_MINUTES) return texts.minutes(from, to);
  return texts.hours(Math.floor(from / MINUTE), Math.ceil(to / MINUTE));
}

/** Seconds as a clock shows them: 1:02:03 or 2:03. */
export function clockOf(seconds: number): string {
  const whole = Math.max(Math.ceil(seconds), 0);
  const parts = [Math.floor(whole / 3_600), Math.floor(whole / MINUTE) % MINUTE, whole % MINUTE];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

function down(minutes: number): number {
  return Math.floor(minutes / stepOf(minutes)) * stepOf(minutes);
}

function up(minutes: number): number {
  return Math.ceil(minutes / stepOf(minutes)) * stepOf(minutes);
}

function stepOf(minutes: number): number {
  return minutes < 10 ? 1 : minutes < 60 ? 5 : 15;
}
