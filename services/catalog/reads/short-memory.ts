/** Answers of one kind from the last moment, by key. */
export interface ShortMemory<T> {
  /** The remembered answer, or what `load` brings; askers at the same time share one load. A failure is not remembered. */
  recall(key: string, load: () => Promise<T>): Promise<T>;
}

/**
 * Keeps answers for `forMs`. When a sale opens everybody reads the same page; the database sees one read per moment.
 * @param options.forMs 0 remembers nothing, but still shares a running load
 * @param options.maxKeys oldest keys are dropped beyond this; default 500
 */
export function createShortMemory<T>(options: { forMs: number; clock: () => Date; maxKeys?: number }): ShortMemory<T> {
  const { forMs, clock, maxKeys = 500 } = options;
  const known = new Map<string, { answer: Promise<T>; until: number }>();

  return {
    recall(key, load) {
      const found = known.get(key);
      if (found && clock().getTime() < found.until) return found.answer;
      const answer = load();
      const entry = { answer, until: Number.POSITIVE_INFINITY };
      known.delete(key);
      known.set(key, entry);
      const forget = () => {
        if (known.get(key) === entry) known.delete(key);
      };
      answer.then(() => {
        if (forMs === 0) forget();
        else entry.until = clock().getTime() + forMs;
      }, forget);
      const oldest = known.keys().next();
      if (known.size > maxKeys && !oldest.done) known.delete(oldest.value);
      return answer;
    },
  };
}
