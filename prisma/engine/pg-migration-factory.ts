import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { ColumnTypeEnum, DriverAdapterError } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const charOid = 18;
const textOid = 25;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Renames the type "char" to text and answers the columns that had it. */
function relabelChars(result: unknown): Set<number> {
  const chars = new Set<number>();
  if (!isObject(result) || !('fields' in result) || !Array.isArray(result.fields)) return chars;
  for (const [index, field] of result.fields.entries()) {
    if (!isObject(field) || !('dataTypeID' in field) || field.dataTypeID !== charOid) continue;
    field.dataTypeID = textOid;
    chars.add(index);
  }
  return chars;
}

/**
 * adapter-pg refuses the catalog type "char", the engine insists on it (it panics on a table with a CHECK otherwise): so it passes
 * the adapter as text and is named a character again behind it. The engine sends one query at a time, so one variable is enough.
 */
async function adapterWithChars(pool: pg.Pool): Promise<SqlDriverAdapter> {
  let chars = new Set<number>();
  // A proxy keeps the overloaded type of query; adapter-pg only ever awaits it.
  pool.query = new Proxy(pool.query, {
    apply: async (query, self, args) => {
      const result: unknown = await Reflect.apply(query, self, args);
      chars = relabelChars(result);
      return result;
    },
  });
  const adapter: SqlDriverAdapter = await new PrismaPg(pool).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    return {
      ...result,
      columnTypes: result.columnTypes.map((type, index) => (chars.has(index) ? ColumnTypeEnum.Character : type)),
    };
  };
  return adapter;
}

// Any other error reaches the caller as "external connector error", without what was wrong with the SQL.
function inTheEnginesWords(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error;
  throw new DriverAdapterError({
    kind: 'postgres',
    code: error.code ?? '',
    severity: error.severity ?? 'ERROR',
    message: error.message,
    detail: error.detail,
    column: error.column,
    hint: error.hint,
  });
}

/**
 * Makes @prisma/adapter-pg 7.10 usable under the schema engine. Four gaps are closed here, each found by trying:
 * the catalog type "char" is refused, scripts are split at every ';', the shadow database is the main one, and
 * connections outlive the engine together with its advisory lock.
 */
export class PgMigrationFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = '@prisma/adapter-pg';
  readonly #url: string;
  readonly #pools = new Set<pg.Pool>();

  constructor(url: string) {
    this.#url = url;
  }

  connect(): Promise<SqlDriverAdapter> {
    return this.#adapter(this.#url, async () => {});
  }

  /** A real database of its own, dropped on dispose. */
  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const name = `prisma_migrate_shadow_db_${randomUUID().replaceAll('-', '')}`;
    const url = new URL(this.#url);
    url.pathname = `/${name}`;
    await this.#admin(`CREATE DATABASE "${name}" TEMPLATE template0`);
    return this.#adapter(url.href, () => this.#admin(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
  }

  /** Ends every connection and so releases the advisory lock; without it the next migrate waits 10 s and fails. */
  async close(): Promise<void> {
    const pools = [...this.#pools];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.end()));
  }

  async #adapter(url: string, afterwards: () => Promise<void>): Promise<SqlDriverAdapter> {
    // One session that is never idle-closed: it carries the advisory lock.
    const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0 });
    pool.on('error', () => {});
    this.#pools.add(pool);
    const adapter: SqlDriverAdapter = await adapterWithChars(pool);
    adapter.executeScript = async (script) => {
      await pool.query(script).catch(inTheEnginesWords);
    };
    adapter.dispose = async () => {
      if (this.#pools.delete(pool)) await pool.end();
      await afterwards();
    };
    return adapter;
  }

  async #admin(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}
