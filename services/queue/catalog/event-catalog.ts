import { AppError } from '../../shared/errors/app-error.ts';

/** What the waiting page shows of an event, and whether its sale is over. */
export interface EventInfo {
  readonly title: string;
  readonly artist: string;
  /** upcoming, on_sale, ended or cancelled; `unknown` while the catalog has not answered yet. */
  readonly status: string;
}

interface CatalogDependencies {
  /** Asks the catalog: undefined when it knows no such event; rejects when it cannot be asked. */
  readonly fetch: (eventId: string) => Promise<EventInfo | undefined>;
  /** Milliseconds. */
  readonly clock: () => number;
  readonly onFailure: (error: unknown) => void;
}

interface Entry {
  readonly info: EventInfo | undefined;
  readonly freshUntil: number;
}

const knownForMs = 60_000;
/** Short, so that a new event is found soon and a catalog that is back is asked soon. */
const doubtfulForMs = 5_000;
/** Ids come from outside: the memory for them is bounded. */
const longestMemory = 2_000;

/**
 * Event information for the line, from memory as far as possible: a poll never waits for the catalog once its event
 * is known, and the line goes on without the catalog (ruling E15).
 */
export function createEventCatalog({ fetch, clock, onFailure }: CatalogDependencies) {
  const entries = new Map<string, Entry>();
  const running = new Map<string, Promise<EventInfo | undefined>>();

  function remember(eventId: string, info: EventInfo | undefined, forMs: number) {
    entries.delete(eventId);
    entries.set(eventId, { info, freshUntil: clock() + forMs });
    const [oldest] = entries.keys();
    if (entries.size > longestMemory && oldest !== undefined) entries.delete(oldest);
  }

  async function ask(eventId: string): Promise<EventInfo | undefined> {
    try {
      const info = await fetch(eventId);
      remember(eventId, info, info ? knownForMs : doubtfulForMs);
      return info;
    } catch (error) {
      onFailure(error);
      // The old answer, or none at all: titles are decoration, places are not.
      const info = entries.get(eventId)?.info ?? { title: 'Unknown', artist: 'Unknown', status: 'unknown' };
      remember(eventId, info, doubtfulForMs);
      return info;
    }
  }

  function askOnce(eventId: string): Promise<EventInfo | undefined> {
    const asking = running.get(eventId) ?? ask(eventId).finally(() => running.delete(eventId));
    running.set(eventId, asking);
    return asking;
  }

  /** @throws AppError EVENT_NOT_FOUND when the catalog says that there is no such event */
  return async (eventId: string): Promise<EventInfo> => {
    const known = entries.get(eventId);
    const isFresh = known !== undefined && known.freshUntil > clock();
    if (known?.info && !isFresh) void askOnce(eventId);
    const info = known?.info ?? (isFresh ? undefined : await askOnce(eventId));
    if (!info) throw new AppError('EVENT_NOT_FOUND', 'There is no such event.', { eventId });
    return info;
  };
}
