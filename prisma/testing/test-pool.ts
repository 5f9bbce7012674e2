import pg from 'pg';

/** A pool that outlives the end of its server: end() resolves before the last goodbye has been read, and that may be an error. */
export function testPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url });
  pool.on('error', () => {});
  return pool;
}
