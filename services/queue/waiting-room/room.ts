/** What a line of Tier 1 does with people (edge/vwr-line): in the order of coming, drawn, everybody in, nobody in. */
export const roomModes = ['queue', 'lottery', 'pass', 'closed'] as const;
export type RoomMode = (typeof roomModes)[number];

/** The waiting room of one event as an operator sees it. */
export interface Room {
  readonly eventId: string;
  readonly isActive: boolean;
  readonly mode: RoomMode;
  /** When people begin to enter (ms); 0 when it opened at once. Places are given before. */
  readonly opensAt: number;
  readonly isPaused: boolean;
  /** People let in by one cycle of ten seconds; null takes the advancer's own (500, staging 100). */
  readonly batchSize: number | null;
  /** Number of the last place that was given. */
  readonly nextPosition: number;
  /** Everybody up to this place may enter. */
  readonly servingCounter: number;
  /** SHA-256 of the seed of a lottery, as it was announced; null without one. */
  readonly commitment: string | null;
  readonly isDrawn: boolean;
  /** When the line last moved (ms); 0 never. An active line that does not move is what operators look for. */
  readonly steppedAt: number;
}

/** What activating sets; what is left out stays as it is, or is as if never said. */
export interface Activation {
  readonly mode?: RoomMode | undefined;
  readonly opensAt?: Date | undefined;
  readonly batchSize?: number | undefined;
  readonly commitment?: string | undefined;
}

/** Something that an operator asked for. */
export interface AuditEntry {
  /** ISO 8601. */
  readonly at: string;
  readonly operator: string;
  readonly action: string;
  /** What was said with it, and in the end what came of it. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** The rooms, wherever they are kept. Every change says what the room is afterwards; undefined when its condition did not hold. */
export interface Rooms {
  find(eventId: string): Promise<Room | undefined>;
  /** All rooms that there ever were, in no order. Sees every change that was acknowledged. */
  all(): Promise<readonly Room[]>;
  /**
   * Makes the room active; counters are made where there are none and stay where they are (domain.md 10.1, 18).
   * Undefined when it would change the commitment of a lottery that people have joined.
   */
  activate(eventId: string, activation: Activation, now: number): Promise<Room | undefined>;
  /** Lets everybody in; undefined when there never was a room. */
  deactivate(eventId: string, now: number): Promise<Room | undefined>;
  /** Undefined when there never was a room. */
  setPaused(eventId: string, isPaused: boolean): Promise<Room | undefined>;
  setBatchSize(eventId: string, batchSize: number): Promise<Room | undefined>;
  /** Serves up to `places` more, never past the last place; undefined when the room is not active or has moved meanwhile. */
  advance(room: Room, places: number, now: number): Promise<Room | undefined>;
  /** Fixes the draw of a lottery, once; undefined when there is another one, or people were let in already. */
  draw(eventId: string, entries: number, key: string): Promise<Room | undefined>;
}

/** What operators asked for, kept where the rooms are. */
export interface Audit {
  record(eventId: string, entry: AuditEntry): Promise<void>;
  /** Oldest first. */
  entries(eventId: string): Promise<readonly AuditEntry[]>;
}
