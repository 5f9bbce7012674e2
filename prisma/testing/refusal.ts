import pg from 'pg';

/** @returns the constraint that refused the statement, or the SQL state where there is none; null when it was accepted */
export async function refusal(db: Pick<pg.Pool, 'query'>, sql: string, values: unknown[] = []): Promise<string | null> {
  try {
    await db.query(sql, values);
    return null;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return error.constraint ?? error.code ?? null;
  }
}
