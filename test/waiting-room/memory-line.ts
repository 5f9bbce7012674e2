import type {
  LineMove,
  LineState,
  PlaceCounters,
  PlaceLease,
  Position,
  Positions,
  ServingCounters,
} from '../../edge/vwr-line/line-state.ts';

/** Tier 1 in memory, for tests on a virtual clock: it says and refuses what the tables do, which contract.test.ts proves. */
export class MemoryLine implements PlaceCounters, ServingCounters, Positions {
  readonly lines = new Map<string, LineState>();
  readonly kept = new Map<string, Position>();
  readonly #lifeSeconds: number;
  counterWrites = 0;

  constructor(lifeSeconds = 86_400) {
    this.#lifeSeconds = lifeSeconds;
  }

  open(eventId: string, changes: Partial<LineState> = {}): void {
    this.lines.set(eventId, {
      eventId,
      nextPosition: 0,
      servingCounter: 0,
      isActive: true,
      epoch: 0,
      mode: 'queue',
      opensAt: 0,
      commitment: null,
      draw: null,
      isPaused: false,
      batchSize: null,
      tier2: null,
      plannedPerSecond: null,
      pace: [],
      advancer: null,
      beat: 0,
      steppedAt: 0,
      ...this.lines.get(eventId),
      ...changes,
    });
  }

  async read(eventId: string): Promise<LineState | undefined> {
    return this.lines.get(eventId);
  }

  async lease(eventId: string, places: number): Promise<PlaceLease | undefined> {
    const line = this.lines.get(eventId);
    if (!line?.isActive) return undefined;
    this.counterWrites += 1;
    const state = { ...line, nextPosition: line.nextPosition + places };
    this.lines.set(eventId, state);
    return { first: line.nextPosition + 1, last: state.nextPosition, state };
  }

  async active(): Promise<readonly LineState[]> {
    return [...this.lines.values()].filter(({ isActive }) => isActive);
  }

  async move({ eventId, seen, servingCounter, advancer, step }: LineMove): Promise<LineState | undefined> {
    const line = this.lines.get(eventId);
    const holds =
      line?.isActive &&
      line.beat === seen.beat &&
      line.servingCounter === seen.servingCounter &&
      servingCounter >= line.servingCounter &&
      servingCounter <= line.nextPosition;
    if (!line || !holds) return undefined;
    const { at: steppedAt, ...measured } = step ?? { at: line.steppedAt };
    const state = { ...line, servingCounter, advancer, beat: line.beat + 1, steppedAt, ...measured };
    this.lines.set(eventId, state);
    return state;
  }

  async keep(position: Position, now: number): Promise<'kept' | Position> {
    const key = `${position.eventId} ${position.requestId}`;
    const there = this.kept.get(key);
    if (there && there.createdAt + this.#lifeSeconds > now && there.epoch >= position.epoch) return there;
    this.kept.set(key, position);
    return 'kept';
  }
}
