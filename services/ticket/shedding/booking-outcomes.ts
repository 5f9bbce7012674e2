import type { Queryable } from '../../shared/postgres/pool.ts';

/** How a booking request from the queue ended; written once, in the transaction of its effect (ruling E13). */
export type BookingOutcome =
  | { readonly status: 'held'; readonly reservationId: string }
  | { readonly status: 'refused'; readonly code: string; readonly detail: string };

interface Request {
  readonly id: string;
  readonly userId: string;
  readonly eventId: string;
}

const longestDetail = 500;

/** With the transaction that holds the inbox row, so that it happens once. */
export async function writeOutcome(tx: Queryable, request: Request, outcome: BookingOutcome): Promise<void> {
  const held = outcome.status === 'held';
  await tx.query({
    name: 'write-outcome',
    text: `INSERT INTO booking_requests (id, user_id, event_id, status, reservation_id, code, detail)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    values: [
      request.id,
      request.userId,
      request.eventId,
      outcome.status,
      held ? outcome.reservationId : null,
      held ? null : outcome.code,
      held ? null : outcome.detail.slice(0, longestDetail),
    ],
  });
}

/** The outcome of one's own request; undefined while there is none. */
export async function findOutcome(db: Queryable, id: string, userId: string): Promise<BookingOutcome | undefined> {
  const { rows } = await db.query<{ reservation_id: string | null; code: string | null; detail: string | null }>({
    name: 'find-outcome',
    text: 'SELECT reservation_id, code, detail FROM booking_requests WHERE id = $1 AND user_id = $2',
    values: [id, userId],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  return row.reservation_id === null
    ? { status: 'refused', code: row.code ?? '', detail: row.detail ?? '' }
    : { status: 'held', reservationId: row.reservation_id };
}

/** Outcomes that nobody asks for any more; longer than any message lives, so that none is decided twice by forgetting. */
export async function forgetOldOutcomes(db: Queryable): Promise<void> {
  await db.query(`DELETE FROM booking_requests WHERE decided_at < now() - interval '18 days'`);
}
