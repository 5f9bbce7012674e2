/** How loaded the direct path to the database is, seen from one process. */
export interface HoldGauge {
  /** Milliseconds that a hold beginning now would wait for a database connection. */
  readonly expectedWaitMs: () => number;
  /** Runs a hold and counts it as under way. */
  readonly run: <T>(hold: () => Promise<T>) => Promise<T>;
}

/** Weight of the newest interval: about the last ten count. */
const newest = 0.1;

/**
 * Measures by completions: people before you, times the time between two completions. That time grows with whatever slows the
 * database down, and while nothing is completed it is at least what has passed since, so a hanging database is seen too.
 * As long as a connection is free nobody waits, however slow single holds are.
 * @param options.connections of the pool that holds share
 * @param options.clock milliseconds that never go back
 */
export function createHoldGauge({
  connections,
  clock,
}: {
  readonly connections: number;
  readonly clock: () => number;
}): HoldGauge {
  let underWay = 0;
  let between = 0;
  /** The last completion, or the moment since which all connections are taken. */
  let since = clock();

  return {
    expectedWaitMs() {
      const before = underWay - connections + 1;
      return before <= 0 ? 0 : before * Math.max(between, clock() - since);
    },
    async run(hold) {
      underWay += 1;
      if (underWay === connections) since = clock();
      try {
        return await hold();
      } finally {
        const now = clock();
        if (underWay >= connections) {
          between += (now - since - between) * newest;
          since = now;
        }
        underWay -= 1;
      }
    },
  };
}
