import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Queryable } from '../../shared/postgres/pool.ts';
import { commitmentTo, type Lot } from './lot.ts';

/** Commits to the seed of a draw that is still to come; there is one at a time for each event. */
export async function openDraw(tx: Queryable, eventId: string, number: number): Promise<void> {
  const seed = randomBytes(32).toString('hex');
  await tx.query({
    name: 'waitlist-open-draw',
    text: `INSERT INTO waitlist_draws (event_id, number, seed, commitment) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    values: [eventId, number, seed, commitmentTo(seed)],
  });
}

interface OpenDraw {
  readonly number: number;
  readonly seed: string;
}

/**
 * The draw of this event that is still to come. Draws of one event follow each other by an advisory lock, not by the row's:
 * who waits for a row sees that it was drawn, but not the next one, which was written after the wait began.
 */
export async function nextDraw(tx: Queryable, eventId: string): Promise<OpenDraw> {
  await tx.query({
    name: 'waitlist-turn',
    text: `SELECT pg_advisory_xact_lock(hashtextextended('waiting list of ' || $1::text, 0))`,
    values: [eventId],
  });
  await openDraw(tx, eventId, 1);
  const { rows } = await tx.query<OpenDraw>({
    name: 'waitlist-next-draw',
    text: 'SELECT number, seed FROM waitlist_draws WHERE event_id = $1 AND drawn_at IS NULL ORDER BY number LIMIT 1',
    values: [eventId],
  });
  const [draw] = rows;
  if (!draw) throw new Error(`event ${eventId} has no open draw`);
  return draw;
}

/** Publishes a draw and commits to the next one. @param winner null when nobody could take the seat */
export async function closeDraw(
  tx: Queryable,
  eventId: string,
  number: number,
  result: { readonly section: string; readonly lots: readonly Lot[]; readonly winner: string | null },
): Promise<void> {
  await tx.query({
    name: 'waitlist-close-draw',
    text: `UPDATE waitlist_draws SET drawn_at = now(), section = $3, entries = $4::jsonb, winner = $5 WHERE event_id = $1 AND number = $2`,
    values: [eventId, number, result.section, JSON.stringify(result.lots), result.winner],
  });
  await openDraw(tx, eventId, number + 1);
}

const lots = z.array(z.object({ id: z.uuid(), salt: z.string(), passed: z.boolean().optional() }));
export const publishedDraw = z.object({
  number: z.int(),
  commitment: z.string(),
  /** Null while the draw is still to come. */
  seed: z.string().nullable(),
  drawn_at: z.iso.datetime().nullable(),
  section: z.string().nullable(),
  lots: lots.nullable(),
  winner: z.uuid().nullable(),
});

interface DrawRow {
  readonly number: number;
  readonly commitment: string;
  readonly seed: string;
  readonly drawn_at: Date | null;
  readonly section: string | null;
  readonly entries: unknown;
  readonly winner: string | null;
}

/** The newest draws of an event, first the one that is still to come; no seed leaves before its draw. */
export async function publishedDraws(db: Queryable, eventId: string): Promise<z.infer<typeof publishedDraw>[]> {
  const { rows } = await db.query<DrawRow>({
    name: 'waitlist-published-draws',
    text: `SELECT number, commitment, CASE WHEN drawn_at IS NOT NULL THEN seed END AS seed, drawn_at, section, entries, winner
           FROM waitlist_draws WHERE event_id = $1 ORDER BY number DESC LIMIT 20`,
    values: [eventId],
  });
  return rows.map(({ entries, drawn_at: drawnAt, ...row }) => ({
    ...row,
    drawn_at: drawnAt?.toISOString() ?? null,
    lots: entries === null ? null : lots.parse(entries),
  }));
}
