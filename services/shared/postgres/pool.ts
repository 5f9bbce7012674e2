import pg from 'pg';
import { withDatabaseFaults } from '../faults/faulty-parts.ts';
import type { Logger } from '../logging/logger.ts';

/** Anything that runs a query: the pool, or the client of a running transaction. */
export type Queryable = Pick<pg.Pool, 'query'>;
export type Pool = pg.Pool;

/** bigint columns (fencing numbers, outbox ids) stay far below 2^53 and are numbers everywhere in the domain. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export interface PoolOptions {
  readonly url: string;
  /** Connections; see DATABASE_POOL_MAX. */
  readonly max: number;
  readonly name: string;
  readonly logger: Pick<Logger, 'warn'>;
  /** How long an answer is waited for at most, whatever the server does; default 16 s. */
  readonly queryTimeoutMs?: number;
}

/** The one pool of a process. Prisma shares it: `new PrismaPg(pool)`. */
export function createPool(options: PoolOptions): pg.Pool {
  const { logger, queryTimeoutMs = 16_000 } = options;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max,
    application_name: options.name,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    // A statement that runs this long is a fault; without a limit it would hold its row locks for ever.
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    // The limits above are the server's own: one that has lost its power keeps none. Longer, so that the server speaks first.
    query_timeout: queryTimeoutMs,
    keepAlive: true,
  });
  // An error without a listener ends the process (dependencies.md 1), and the pool listens to idle connections only: it
  // passes their errors on, and those of connections in use are ours to hear.
  pool.on('connect', (client) => {
    client.on('error', (error) => logger.warn({ err: error }, 'a database connection was lost'));
  });
  pool.on('error', () => undefined);
  return withDatabaseFaults(pool);
}

/**
 * Runs `work` in one transaction: committed when it resolves, rolled back when it rejects.
 * A connection whose rollback fails is thrown away rather than given back to the pool.
 */
export async function inTransaction<T>(pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that did not answer would not answer the rollback either; the server rolls back what is cut off.
    if (error instanceof Error && hasGoneSilent(error)) broken = error;
    else
      await client.query('ROLLBACK').catch((rollback: unknown) => {
        broken = rollback instanceof Error ? rollback : new Error(String(rollback));
      });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** SQLSTATEs that say "the database is away or overloaded", not "this statement is wrong". */
const transientStates = /^(08|53|57P|40001|40P01|25006|25P03)/;

/** True when trying again later may help: connection faults, overload, serialization, deadlock. */
export function isTransientDatabaseError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string') {
    return (
      transientStates.test(error.code) || /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/.test(error.code)
    );
  }
  return (
    hasGoneSilent(error) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      error.message,
    )
  );
}

/** How pg says that `query_timeout` has passed. */
const hasGoneSilent = ({ message }: Error): boolean => message === 'Query read timeout';

/** The violated constraint's name, when the error is a unique violation; undefined otherwise. */
export function violatedUniqueConstraint(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError && error.code === '23505' ? error.constraint : undefined;
}
