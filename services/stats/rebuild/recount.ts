import { inTransaction, type Pool, type Queryable } from '../../shared/postgres/pool.ts';
import { newTallies, type Tallies, tallyStory } from '../recording/contributions.ts';
import { addCounters, describeEvents } from '../recording/counter-rows.ts';
import { eventsOf, subjectsAfter } from '../recording/event-store.ts';
import { writeFacts } from '../recording/fact-rows.ts';
import { newestDescriptions } from '../recording/record-events.ts';
import { recountAlone } from '../recording/recount-lock.ts';
import { tellStories } from '../recording/tell-stories.ts';
import { type Fingerprint, fingerprints } from './fingerprint.ts';
import { countSightings, refillSightings } from './refill-sightings.ts';

/** Everything that follows from the log. */
const derived = ['daily_stats', 'event_stats', 'things', 'payments', 'sightings', 'sighting_days'] as const;
const firstSubject = '00000000-0000-0000-0000-000000000000';

export interface Recount {
  readonly events: number;
  readonly things: number;
  /** Tables in which the numbers that were counted event by event differ from the recounted ones: none, or a fault (I14). */
  readonly differing: readonly string[];
  /** Rows compared, by table. */
  readonly rows: Readonly<Record<string, number>>;
}

/** Thrown to undo a recount that was only asked for its findings. */
class OnlyLooked extends Error {
  override readonly name = 'OnlyLooked';
}

/**
 * Makes every number anew from the event log, in one transaction, and says where the old ones differed. Consumers wait.
 * @param options.keep false compares only and leaves everything as it was
 * @param options.pageSize things per step; default 500
 */
export async function recount(pool: Pool, options: { keep: boolean; pageSize?: number }): Promise<Recount> {
  let found: Recount | undefined;
  await inTransaction(pool, async (tx) => {
    // Steps are short; comparing a large table may take longer than a request may.
    await tx.query('SET LOCAL statement_timeout = 0');
    await recountAlone(tx);
    found = await recountIn(tx, options.pageSize ?? 500);
    if (!options.keep) throw new OnlyLooked();
  }).catch((error: unknown) => {
    if (!(error instanceof OnlyLooked)) throw error;
  });
  if (!found) throw new Error('the recount ended without a result');
  return found;
}

async function recountIn(tx: Queryable, pageSize: number): Promise<Recount> {
  const before = await fingerprints(tx);
  for (const table of derived) await tx.query(`DELETE FROM ${table}`);
  await refillSightings(tx);
  const tallies = newTallies();
  let things = 0;
  for (let last = firstSubject; ; ) {
    const subjects = await subjectsAfter(tx, last, pageSize);
    await retell(tx, subjects, tallies);
    things += subjects.length;
    const end = subjects.at(-1);
    if (end === undefined) break;
    last = end;
  }
  await countSightings(tx, tallies.days);
  await addCounters(tx, tallies);
  const after = await fingerprints(tx);
  const { rows } = await tx.query<{ events: number }>('SELECT count(*)::int AS events FROM event_log');
  return { events: rows[0]?.events ?? 0, things, ...compared(before, after) };
}

async function retell(tx: Queryable, subjects: readonly string[], tallies: Tallies): Promise<void> {
  if (subjects.length === 0) return;
  const events = await eventsOf(tx, subjects);
  const stories = [...tellStories(subjects, events).values()];
  for (const story of stories) tallyStory(tallies, story, 1);
  await writeFacts(tx, stories);
  await describeEvents(tx, newestDescriptions(events));
}

const compared = (before: readonly Fingerprint[], after: readonly Fingerprint[]) => ({
  differing: after
    .filter(({ table, sum }) => before.find((one) => one.table === table)?.sum !== sum)
    .map(({ table }) => table),
  rows: Object.fromEntries(after.map(({ table, rows }) => [table, rows])),
});
