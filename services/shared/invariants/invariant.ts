/** Something that must be true of a database at every moment, as SQL that counts what breaks it (runtime.md 3.2). */
export interface Invariant {
  /** Its number and a few words, for example `I1 oversold`. */
  readonly name: string;
  /** Answers one row with `n`, the number of rows that break it; one statement, so that it sees one moment. */
  readonly sql: string;
  /** Parameters of the live check; a sweep after a test has its own. */
  readonly values?: readonly number[];
}

/** Published events leave the outbox; `$1` is how many seconds one may wait for Kafka. Every database with an outbox has it. */
export const unpublished: Invariant = {
  name: 'I7 unpublished events',
  sql: 'SELECT count(*) AS n FROM outbox WHERE created_at <= now() - make_interval(secs => $1)',
  values: [60],
};
