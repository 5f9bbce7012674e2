/** The order in which an engine is looked for (design.md section 4): the first way that works is taken. */

export interface Way<T> {
  /** Read by a person: 'REDIS_URL', 'redis-server on PATH'. */
  readonly name: string;
  /**
   * Somebody asked for this one by name: when it fails, the search ends instead of quietly using another engine with other
   * data. Default false.
   */
  readonly askedFor?: boolean;
  /**
   * @returns the engine, or one sentence why this way is not open here
   * @throws Error when the way is open but failed: the next one is tried, and the failure is told
   */
  readonly find: () => Promise<T | string>;
}

export interface Found<T> {
  readonly engine: T;
  readonly way: string;
  /** What was tried before and why it was not it. */
  readonly passedOver: readonly string[];
}

/** None of the ways is open here; the message lists them with their reasons. */
export class NothingWorks extends Error {
  override readonly name = 'NothingWorks';
}

/**
 * @throws NothingWorks that lists every way and why it did not work; Error when the one that was asked for failed
 */
export async function firstThatWorks<T extends object>(part: string, ways: readonly Way<T>[]): Promise<Found<T>> {
  const passedOver: string[] = [];
  for (const way of ways) {
    try {
      const result = await way.find();
      if (typeof result !== 'string') return { engine: result, way: way.name, passedOver };
      passedOver.push(`${way.name}: ${result}`);
    } catch (error) {
      const why = `${way.name}: ${error instanceof Error ? error.message : String(error)}`;
      if (way.askedFor) throw new Error(`${part}: ${why}`, { cause: error });
      passedOver.push(why);
    }
  }
  throw new NothingWorks(`${part} was not found in any way:\n${passedOver.map((reason) => `  ${reason}`).join('\n')}`);
}
