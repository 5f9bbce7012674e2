/** Deadlock detected, serialization failure: PostgreSQL has undone the statement whole, and asks for another try. */
const undoneStates: ReadonlySet<string> = new Set(['40P01', '40001']);
const tries = 3;

/**
 * Runs a statement that is its own transaction, again if it was the victim of a deadlock. Single statements lock in one
 * order and never meet each other so; a consumer's transaction holds the rows of several refunds and may meet them.
 */
export async function retryDeadlock<T>(statement: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await statement();
    } catch (error) {
      const state = error instanceof Error && 'code' in error ? error.code : undefined;
      if (attempt >= tries || typeof state !== 'string' || !undoneStates.has(state)) throw error;
    }
  }
}
