import type { Draw } from '../lottery/drawn-places.ts';

/**
 * What a line does with people: `queue` in the order of coming, `lottery` draws the order of all who came before the opening,
 * `pass` lets everybody in, `closed` nobody.
 */
export type LineMode = 'queue' | 'lottery' | 'pass' | 'closed';

/** How long one cycle of the advancer took (ms), and how many places it served in that time. */
export type PaceStep = readonly [milliseconds: number, places: number];

/** How the line behind this one stands (services/queue, ruling E3). */
export interface TierTwo {
  /** People who could enter there at once. */
  readonly free: number;
  readonly waiting: number;
  /** Seconds that somebody waits there who joins now; null while nobody can say. */
  readonly waitSeconds: number | null;
  /** When it was said (ms). */
  readonly at: number;
}

/** A report that is older says nothing: the queue reports every ten seconds while anybody is there. */
const TIER_TWO_COUNTS_MS = 60_000;

/** How Tier 2 stands; undefined when nobody has said so lately, as before the first arrives there. */
export function tierTwoNow({ tier2 }: Pick<LineState, 'tier2'>, now: number): TierTwo | undefined {
  return tier2 !== null && Math.abs(now - tier2.at) < TIER_TWO_COUNTS_MS ? tier2 : undefined;
}

/** The line of one event as the table of counters holds it (architecture.md 5.8; domain.md 4.7). */
export interface LineState {
  readonly eventId: string;
  /** Number of the last place that was leased: the tail. Places begin at 1. */
  readonly nextPosition: number;
  /** Everybody up to this place may enter. */
  readonly servingCounter: number;
  readonly isActive: boolean;
  /** Grows when an operator begins the line anew; places of another epoch count no more. Default 0. */
  readonly epoch: number;
  /** Default `queue`. */
  readonly mode: LineMode;
  /** When people begin to enter (ms); until then they may take places. 0 when the room was opened at once. Default 0. */
  readonly opensAt: number;
  /** SHA-256 of the seed of a lottery, as it was announced; null without one. */
  readonly commitment: string | null;
  /** The draw, once it was made (edge/lottery): nobody enters a lottery before. */
  readonly draw: Draw | null;
  /** Whether an operator holds the line. Default false. */
  readonly isPaused: boolean;
  /** Places that one cycle serves at most, where an operator has said so; null takes the advancer's own. */
  readonly batchSize: number | null;
  /** How Tier 2 stood when the queue last said so; null when it never did. */
  readonly tier2: TierTwo | null;
  /** People a second that the advancer means to let in; null until it has run. */
  readonly plannedPerSecond: number | null;
  /** The last cycles during which somebody waited, oldest first. */
  readonly pace: readonly PaceStep[];
  /** Who advances this line, or null. */
  readonly advancer: string | null;
  /** Grows with every change by an advancer: whoever writes must have seen the latest one. */
  readonly beat: number;
  /** When the serving counter was last moved, by the clock of the one who moved it (ms); 0 never. */
  readonly steppedAt: number;
}

/** Places that one function instance may hand out. */
export interface PlaceLease {
  readonly first: number;
  readonly last: number;
  readonly state: LineState;
}

/** What handing out places needs of the counters. */
export interface PlaceCounters {
  /** The line, or undefined for an event that has none. Sees every write that was acknowledged. */
  read(eventId: string): Promise<LineState | undefined>;
  /**
   * Takes the next `places` places; undefined when the event has no line or it is not active. When it rejects, the places
   * may be taken: then they belong to nobody, and the serving counter passes over them.
   * @param unused places of earlier leases that nobody got, for the books
   */
  lease(eventId: string, places: number, unused: number): Promise<PlaceLease | undefined>;
}

/** What an advancer wants to be true of a line afterwards. */
export interface LineMove {
  readonly eventId: string;
  /** As last seen: if any of them has changed meanwhile, nothing is written. */
  readonly seen: { readonly beat: number; readonly servingCounter: number };
  readonly servingCounter: number;
  readonly advancer: string | null;
  /** Where the counter is moved: when, and how fast. */
  readonly step?: { readonly at: number; readonly pace: readonly PaceStep[]; readonly plannedPerSecond: number };
}

/** What advancing needs of the counters. */
export interface ServingCounters {
  /** All active lines. */
  active(): Promise<readonly LineState[]>;
  /** Writes the move, unless the line was changed, closed, or is too short for it: then undefined. */
  move(move: LineMove): Promise<LineState | undefined>;
}

/** Who holds which place. */
export interface Position {
  readonly eventId: string;
  readonly requestId: string;
  readonly epoch: number;
  readonly place: number;
  /** As given by the caller, or `anonymous`: a label, never a right. */
  readonly userId: string;
  /** Second since 1970. */
  readonly createdAt: number;
}

export interface Positions {
  /**
   * Keeps a position, unless the request has one already in this epoch that has not expired: then gives back that one.
   * Rejects with what the table said; wasNotWritten() tells whether the position may be there all the same.
   */
  keep(position: Position, now: number): Promise<'kept' | Position>;
}

/** Whether places are what they will be: false until a lottery is drawn. */
export function isDrawn({ mode, draw }: Pick<LineState, 'mode' | 'draw'>): boolean {
  return mode !== 'lottery' || draw !== null;
}

/** Whether people may enter at `now` (ms): it is not closed, not held, has opened, and a lottery has been drawn. */
export function isMoving(line: Pick<LineState, 'mode' | 'opensAt' | 'draw' | 'isPaused'>, now: number): boolean {
  return !line.isPaused && line.mode !== 'closed' && line.opensAt <= now && isDrawn(line);
}
