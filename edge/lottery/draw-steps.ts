import { randomBytes } from 'node:crypto';
import type { SigningKey } from '../../services/shared/tokens/keys.ts';
import { announcementLine, closingLine, commitmentOf, drawKey, entryLines, revealLine, rootOf } from './draw-log.ts';

/** What a lottery is announced with. */
export interface LotteryPlan {
  readonly eventId: string;
  readonly opensAt: Date;
  /** Name of the public number that nobody knows yet (draw-log.ts). */
  readonly beacon: string;
}

/** A log that grows, and what must be known besides to go on. */
export interface DrawStep {
  /** Published at once, in place of what was there. */
  readonly log: string;
  readonly commitment: string;
}

/**
 * First step: the announcement. The seed stays secret until the last step.
 * @param seed 32 random bytes, made here unless a test gives them
 */
export function announceDraw(
  { eventId, opensAt, beacon }: LotteryPlan,
  signer: SigningKey,
  at: Date,
  seed: Buffer = randomBytes(32),
): DrawStep & { readonly seed: Buffer } {
  const commitment = commitmentOf(seed);
  const line = announcementLine({ eventId, opensAt, commitment, beacon, announcedAt: at }, signer);
  return { log: `${line}\n`, commitment, seed };
}

/**
 * Second step, ten seconds after the opening or later, before the beacon speaks: everybody can read who takes part.
 * @param log of the first step
 * @param holders request ids by entry number
 * @param entries numbers that were given when it opened: who came later is not drawn
 */
export function closeDraw(
  log: string,
  {
    eventId,
    holders,
    entries,
  }: { readonly eventId: string; readonly holders: ReadonlyMap<number, string>; readonly entries: number },
  signer: SigningKey,
  at: Date,
): string {
  const [announcement = '', ...more] = log.split('\n');
  if (more.join('') !== '')
    throw new Error('this draw was closed already: a second list of entries would be another draw');
  const lines = entryLines(eventId, holders, entries);
  return `${[announcement, ...lines, closingLine(entries, rootOf(announcement, lines), at, signer)].join('\n')}\n`;
}

/**
 * Last step: opens the seed and mixes in what the beacon said.
 * @param log of the second step
 */
export function revealDraw(
  log: string,
  { seed, beacon }: { readonly seed: Buffer; readonly beacon: string },
  signer: SigningKey,
  at: Date,
): { readonly log: string; readonly entries: number; readonly key: string } {
  const [announcement = '', ...lines] = log.trimEnd().split('\n');
  const closing = lines.pop();
  if (closing?.startsWith('{"entries":') !== true) throw new Error('the entries of this draw are not closed');
  const key = drawKey(seed, rootOf(announcement, lines), beacon).toString('hex');
  return { log: `${log}${revealLine(seed, beacon, at, signer)}\n`, entries: lines.length, key };
}
