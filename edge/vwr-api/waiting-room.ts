import type { VwrClaims } from '../../services/shared/tokens/claims.ts';
import type { TokenSigner } from '../../services/shared/tokens/sign.ts';
import { type Draw, drawnPlaces } from '../lottery/drawn-places.ts';
import { withAttempts } from '../vwr-line/attempts.ts';
import {
  isDrawn,
  type LineMode,
  type LineState,
  type Position,
  type Positions,
  tierTwoNow,
} from '../vwr-line/line-state.ts';
import { wasNotWritten } from '../vwr-line/table-errors.ts';
import type { LineStates } from './line-states.ts';
import { rateOf } from './pacing.ts';
import type { FreePlace, PlaceBlocks } from './place-blocks.ts';
import { requestIdOf } from './request-id.ts';
import { type Standing, standingOf } from './standing.ts';

/** What everybody may know about a line; the same for all. */
export interface LineStatus {
  readonly eventId: string;
  readonly isActive: boolean;
  /** Grows when the line is begun anew. */
  readonly epoch: number;
  readonly mode: LineMode;
  /** False until a lottery is drawn. */
  readonly isDrawn: boolean;
  /** ISO 8601, or null when it opened at once. */
  readonly opensAt: string | null;
  /** SHA-256 of the seed of a lottery, or null. */
  readonly commitment: string | null;
  readonly totalInQueue: number;
  readonly serving: number;
  readonly waitingCount: number;
  /** People a second. */
  readonly rate: { readonly slowest: number; readonly typical: number; readonly fastest: number };
  /** Seconds that people wait in Tier 2 afterwards; 0 where nobody says. */
  readonly tier2Wait: number;
}

export interface WaitingRoomOptions {
  readonly states: Pick<LineStates, 'get'>;
  readonly blocks: Pick<PlaceBlocks, 'take' | 'giveBack'>;
  readonly positions: Positions;
  readonly signer: TokenSigner<VwrClaims>;
  readonly clock: () => Date;
  /** Documented 600 s (domain.md 4.7). */
  readonly tokenSeconds: number;
}

/** What a person says who asks for a place. */
export interface PlaceRequest {
  /** The position of their cookie, if they have one for this event. */
  readonly held: Position | undefined;
  /** A secret of their browser that names the request (requestIdOf). */
  readonly claim: string | undefined;
  readonly userId: string;
}

/** A place, and what its holder is told. */
export interface Given {
  readonly position: Position;
  readonly standing: Standing;
  /** Of the lottery in which the place takes part, or null. */
  readonly commitment: string | null;
}

const WRITE_ATTEMPTS = 4;

/** What a person can do in the waiting room (domain.md 4.7). */
export class WaitingRoom {
  readonly #options: WaitingRoomOptions;
  #lastDraw: { readonly draw: Draw; readonly placeOf: (entry: number) => number } | undefined;

  constructor(options: WaitingRoomOptions) {
    this.#options = options;
  }

  /**
   * Gives a place, or the one that this person has already; undefined when the waiting room is not active or lets everybody
   * in. Rejects when a table is away: the place is then given to somebody else only if it is certain that this person did not
   * get it.
   */
  async assign(eventId: string, request: PlaceRequest): Promise<Given | 'closed' | undefined> {
    const state = await this.#options.states.get(eventId);
    if (!state?.isActive || state.mode === 'pass') return undefined;
    if (state.mode === 'closed') return 'closed';
    const position = isOf(request.held, state) ? request.held : await this.#join(eventId, request);
    return position && { position, standing: this.#standing(position, state), commitment: state.commitment };
  }

  /**
   * Where the holder of a position stands, with a pass if it is their turn or nobody waits any more; undefined when the event
   * has no line, or the line was begun anew since.
   */
  async check(
    eventId: string,
    position: Position,
  ): Promise<(Standing & { readonly admitted: boolean; readonly token?: string }) | 'closed' | undefined> {
    const state = await this.#options.states.get(eventId);
    if (state === undefined || (state.isActive && !isOf(position, state))) return undefined;
    const holds = state.isActive && state.mode !== 'pass';
    if (holds && state.mode === 'closed') return 'closed';
    const standing = this.#standing(position, state);
    const { position: place } = standing;
    if (holds && (place > state.servingCounter || standing.mode === 'lottery')) return { ...standing, admitted: false };
    const { signer, tokenSeconds } = this.#options;
    const { requestId: jti, userId: uid } = position;
    return { ...standing, admitted: true, token: signer.sign({ sub: eventId, uid, jti, place }, tokenSeconds) };
  }

  /** How the line stands; undefined when the event has none. */
  async status(eventId: string): Promise<LineStatus | undefined> {
    const state = await this.#options.states.get(eventId);
    if (state === undefined) return undefined;
    const { isActive, epoch, nextPosition, servingCounter, mode, opensAt, commitment } = state;
    return {
      eventId,
      isActive,
      epoch,
      mode,
      isDrawn: isDrawn(state),
      opensAt: opensAt === 0 ? null : new Date(opensAt).toISOString(),
      commitment,
      totalInQueue: nextPosition,
      serving: servingCounter,
      waitingCount: Math.max(nextPosition - servingCounter, 0),
      rate: rateOf(state),
      tier2Wait: tierTwoNow(state, this.#options.clock().getTime())?.waitSeconds ?? 0,
    };
  }

  #standing(position: Position, state: LineState): Standing {
    const place = state.draw === null ? position.place : this.#placesOf(state.draw)(position.place);
    return standingOf(position, place, state, this.#options.clock().getTime());
  }

  /** Every read of the line brings the same draw anew; its tables of a thousand hashes are made once. */
  #placesOf(draw: Draw): (entry: number) => number {
    const last = this.#lastDraw;
    if (last?.draw.key.equals(draw.key) && last.draw.entries === draw.entries) return last.placeOf;
    this.#lastDraw = { draw, placeOf: drawnPlaces(draw) };
    return this.#lastDraw.placeOf;
  }

  async #join(eventId: string, { claim, userId }: PlaceRequest): Promise<Position | undefined> {
    const { blocks, clock } = this.#options;
    const free = await blocks.take(eventId);
    if (free === undefined) return undefined;
    const position: Position = {
      eventId,
      requestId: requestIdOf(eventId, claim),
      epoch: free.epoch,
      place: free.place,
      userId,
      createdAt: Math.floor(clock().getTime() / 1_000),
    };
    return this.#keep(position, free);
  }

  /** Writes the position, with the same place at every attempt (domain.md 10.1 #23). */
  async #keep(position: Position, free: FreePlace): Promise<Position> {
    const { positions, blocks } = this.#options;
    let isCertain = true;
    try {
      const kept = await withAttempts(WRITE_ATTEMPTS, async () => {
        try {
          return await positions.keep(position, position.createdAt);
        } catch (error) {
          if (!wasNotWritten(error)) isCertain = false;
          throw error;
        }
      });
      if (kept === 'kept') return position;
      // An attempt whose answer was lost finds itself; any other place means that this request was answered before.
      if (kept.place !== position.place) blocks.giveBack(position.eventId, free);
      return kept;
    } catch (error) {
      if (isCertain) blocks.giveBack(position.eventId, free);
      throw error;
    }
  }
}

function isOf(position: Position | undefined, state: LineState): position is Position {
  return position !== undefined && position.epoch === state.epoch;
}
