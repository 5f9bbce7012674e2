import type { Queryable } from '../../shared/postgres/pool.ts';
import {
  bookingClauses,
  gateClauses,
  type HoldInput,
  holdValues,
  type RefusalRow,
  type RefusedHold,
  refusalColumns,
  refusedBy,
} from './hold-clauses.ts';

export interface TicketHoldInput extends HoldInput {
  /** Each ticket type once. */
  readonly items: readonly { readonly ticketTypeId: string; readonly quantity: number }[];
}

export interface HeldTickets {
  readonly ticketTypeId: string;
  readonly ticketTypeName: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly subtotal: number;
}

interface HoldRow extends RefusalRow {
  readonly event_title: string | null;
  readonly total_amount: number | null;
  readonly status: string | null;
  readonly payment_status: string | null;
  readonly expires_at: Date | null;
  readonly items: HeldTickets[] | null;
}

/**
 * Tickets without a seat, as seats are held (seats/seat-hold-statement.ts). Buyers of one ticket type follow each other on
 * its row: the price of a count that is exact at every moment.
 */
const text = `
WITH ${gateClauses(`WHEN seat_layout_id IS NOT NULL THEN 'has_seats'`)}, wanted AS MATERIALIZED (
  SELECT id, quantity FROM unnest($3::uuid[], $13::int[]) AS wanted(id, quantity)
), locked AS MATERIALIZED (
  SELECT t.id, t.name, t.price, wanted.quantity FROM ticket_types t JOIN wanted USING (id)
  WHERE t.event_id = $1::uuid AND t.available_quantity >= wanted.quantity AND (SELECT refusal FROM gate) IS NULL
  ORDER BY t.id FOR UPDATE OF t
), found AS MATERIALIZED (
  SELECT count(*)::int AS things, coalesce(sum(quantity), 0)::int AS tickets, coalesce(sum(price::bigint * quantity), 0)::int AS total,
    jsonb_agg(jsonb_build_object('section', name, 'row', NULL, 'price', price, 'quantity', quantity)) AS items FROM locked
), ${bookingClauses}, taken AS (
  UPDATE ticket_types t SET available_quantity = t.available_quantity - locked.quantity
  FROM locked, reservation WHERE t.id = locked.id
), items AS (
  INSERT INTO reservation_items (reservation_id, ticket_type_id, quantity, unit_price, subtotal)
  SELECT r.id, locked.id, locked.quantity, locked.price, locked.price * locked.quantity FROM locked, reservation r
  RETURNING ticket_type_id, quantity, unit_price, subtotal
)
SELECT ${refusalColumns('SELECT count(*) FROM ticket_types WHERE id = ANY($3::uuid[]) AND event_id = $1::uuid')},
  event.title AS event_title, r.total_amount, r.status, r.payment_status, r.expires_at,
  (SELECT jsonb_agg(jsonb_build_object('ticketTypeId', ticket_type_id, 'ticketTypeName', locked.name, 'quantity', items.quantity,
    'unitPrice', unit_price, 'subtotal', subtotal) ORDER BY unit_price DESC, locked.name)
   FROM items JOIN locked ON locked.id = items.ticket_type_id) AS items
FROM gate, found LEFT JOIN event ON true LEFT JOIN reservation r ON true`;

export type TicketHold =
  | {
      readonly held: true;
      readonly eventTitle: string;
      readonly totalAmount: number;
      readonly status: string;
      readonly paymentStatus: string;
      readonly expiresAt: Date;
      readonly items: readonly HeldTickets[];
    }
  | RefusedHold;

/** Takes all the tickets or none of them, and says what was in the way. */
export async function holdTickets(db: Queryable, input: TicketHoldInput): Promise<TicketHold> {
  const ids = input.items.map((item) => item.ticketTypeId);
  const values = [...holdValues(input, ids), input.items.map((item) => item.quantity)];
  const { rows } = await db.query<HoldRow>({ name: 'hold-tickets', text, values });
  const [row] = rows;
  if (!row) throw new Error('hold-tickets answered no row');
  if (row.total_amount === null || row.expires_at === null || row.items === null || row.event_title === null) {
    return refusedBy(row);
  }
  return {
    held: true,
    eventTitle: row.event_title,
    totalAmount: row.total_amount,
    status: row.status ?? 'pending',
    paymentStatus: row.payment_status ?? 'pending',
    expiresAt: row.expires_at,
    items: row.items,
  };
}
