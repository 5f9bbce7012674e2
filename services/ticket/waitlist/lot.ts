/**
 * The lot of one draw, as anybody can compute it again (runtime.md 1.5 no. 1 and 9). SHA-256 and UTF-8 only:
 *
 * 1. commitment = sha256(seed); it was public before the draw, so the seed was chosen before anybody knew who takes part.
 * 2. lot = sha256(seed, number, and id:salt of everybody in order of id, joined by newlines). Each person's salt is in it, so
 *    who knows the seed still does not know the order until everybody has joined.
 * 3. Everybody's place is the order of sha256(lot, id). The seat goes to the first who could take it.
 */
import { createHash } from 'node:crypto';

export interface Lot {
  readonly id: string;
  readonly salt: string;
  /** Could not take the seat: had as many tickets as one person may have, or their tier may not buy yet. */
  readonly passed?: boolean | undefined;
}

/** A draw asks no more people than this; when all of them pass the seat is drawn anew among everybody who still waits. */
export const mostAsked = 50;

const sha256 = (...parts: readonly string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex');

export const commitmentTo = (seed: string): string => sha256(seed);

/** Everybody who takes part, first the one who is asked first. */
export function orderOf<L extends Lot>(seed: string, number: number, lots: readonly L[]): L[] {
  const byId = lots.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const lot = sha256(seed, String(number), ...byId.map(({ id, salt }) => `${id}:${salt}`));
  const placed = byId.map((each) => ({ each, place: sha256(lot, each.id) }));
  return placed.toSorted((a, b) => (a.place < b.place ? -1 : 1)).map(({ each }) => each);
}

/** A draw as it is published. */
export interface PublishedDraw {
  readonly number: number;
  readonly commitment: string;
  readonly seed: string;
  readonly lots: readonly Lot[];
  /** Null when nobody could take the seat. */
  readonly winner: string | null;
}

/** What is wrong with a published draw; undefined when it was fair. */
export function faultOf({ number, commitment, seed, lots, winner }: PublishedDraw): string | undefined {
  if (commitmentTo(seed) !== commitment) return 'the seed is not the one that was committed to';
  if (new Set(lots.map(({ id }) => id)).size !== lots.length) return 'somebody took part twice';
  const asked = orderOf(seed, number, lots).slice(0, mostAsked);
  const first = asked.find(({ passed }) => !passed)?.id ?? null;
  return first === winner ? undefined : 'somebody else was first';
}
