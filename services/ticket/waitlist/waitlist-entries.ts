import { randomBytes } from 'node:crypto';
import { AppError } from '../../shared/errors/app-error.ts';
import { inTransaction, type Pool, type Queryable, violatedUniqueConstraint } from '../../shared/postgres/pool.ts';
import { openDraw } from './draw-rows.ts';

interface Wanted {
  readonly userId: string;
  readonly eventId: string;
  /** Null takes a seat of any section. */
  readonly section: string | null;
  /** The person's part of the lot; made for them when they have none. */
  readonly salt?: string | undefined;
}

export interface Joined {
  readonly id: string;
  readonly salt: string;
}

interface Gate {
  readonly on_sale: boolean;
  readonly known: boolean;
  readonly left: boolean;
}

/**
 * Puts somebody on the waiting list of a sold-out event or section. Seats that come back while somebody waits are drawn among
 * those who wait and never appear on the map.
 * @throws AppError EVENT_NOT_FOUND, SALE_ENDED, EVENT_HAS_NO_SEATS (also for an unknown section), SEATS_LEFT, WAITING_ALREADY
 */
export async function joinWaitlist(pool: Pool, { userId, eventId, section, salt }: Wanted): Promise<Joined> {
  try {
    return await inTransaction(pool, async (tx) => {
      demandSoldOut(await gateOf(tx, eventId, section));
      const own = salt ?? randomBytes(16).toString('hex');
      const { rows } = await tx.query<{ id: string }>({
        name: 'waitlist-join',
        text: 'INSERT INTO waitlist_entries (event_id, user_id, section, salt) VALUES ($1, $2, $3, $4) RETURNING id',
        values: [eventId, userId, section, own],
      });
      // The commitment to the next draw must stand before its lots do.
      await openDraw(tx, eventId, 1);
      return { id: rows[0]?.id ?? '', salt: own };
    });
  } catch (error) {
    if (violatedUniqueConstraint(error) !== 'waitlist_entries_one_lot') throw error;
    throw new AppError('WAITING_ALREADY', 'You are on the waiting list of this event already.');
  }
}

async function gateOf(tx: Queryable, eventId: string, section: string | null): Promise<Gate | undefined> {
  const { rows } = await tx.query<Gate>({
    name: 'waitlist-gate',
    text: `SELECT status IN ('upcoming', 'on_sale') AND now() < sale_end_date AND now() < event_date AS on_sale,
             EXISTS (SELECT FROM seats s WHERE s.event_id = e.id AND ($2::text IS NULL OR s.section = $2)) AS known,
             EXISTS (SELECT FROM seats s WHERE s.event_id = e.id AND ($2::text IS NULL OR s.section = $2) AND s.status = 'available') AS left
           FROM events e WHERE id = $1 AND deleted_at IS NULL`,
    values: [eventId, section],
  });
  return rows[0];
}

function demandSoldOut(gate: Gate | undefined): void {
  if (!gate) throw new AppError('EVENT_NOT_FOUND', 'There is no such event.');
  if (!gate.on_sale) throw new AppError('SALE_ENDED', 'The sale of this event is over.');
  if (!gate.known) throw new AppError('EVENT_HAS_NO_SEATS', 'This event has no such seats to wait for.');
  if (gate.left) throw new AppError('SEATS_LEFT', 'There are free seats; nobody needs to wait for one.');
}

/** @throws AppError WAITLIST_ENTRY_NOT_FOUND, also for somebody else's or one that does not wait any more */
export async function leaveWaitlist(db: Queryable, id: string, userId: string): Promise<void> {
  const { rowCount } = await db.query({
    name: 'waitlist-leave',
    text: `UPDATE waitlist_entries SET status = 'left' WHERE id = $1 AND user_id = $2 AND status = 'waiting'`,
    values: [id, userId],
  });
  if (!rowCount) throw new AppError('WAITLIST_ENTRY_NOT_FOUND', 'You are not waiting with this entry.');
}

interface OwnRow {
  readonly id: string;
  readonly event_id: string;
  readonly event_title: string;
  readonly section: string | null;
  readonly salt: string;
  readonly state: 'waiting' | 'offered' | 'bought' | 'lapsed' | 'passed' | 'left';
  readonly reservation_id: string | null;
  readonly pay_until: Date | null;
}

/** A person's own entries, newest first; what became of an offer is what became of its reservation. */
export async function ownEntries(db: Queryable, userId: string): Promise<OwnRow[]> {
  const { rows } = await db.query<OwnRow>({
    name: 'waitlist-own',
    text: `SELECT w.id, w.event_id, e.title AS event_title, w.section, w.salt, w.reservation_id,
             CASE WHEN w.status <> 'offered' THEN w.status WHEN r.status = 'pending' AND r.expires_at > now() THEN 'offered'
                  WHEN r.status = 'confirmed' THEN 'bought' ELSE 'lapsed' END AS state,
             CASE WHEN r.status = 'pending' THEN r.expires_at END AS pay_until
           FROM waitlist_entries w JOIN events e ON e.id = w.event_id LEFT JOIN reservations r ON r.id = w.reservation_id
           WHERE w.user_id = $1 ORDER BY w.created_at DESC LIMIT 100`,
    values: [userId],
  });
  return rows;
}
