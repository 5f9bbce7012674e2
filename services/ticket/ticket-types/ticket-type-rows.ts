import type { TicketTypeBody } from '../../shared/administration/event-body.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';

export interface TicketTypeRow {
  readonly id: string;
  readonly event_id: string;
  readonly name: string;
  readonly price: number;
  readonly total_quantity: number;
  readonly available_quantity: number;
  readonly description: string | null;
}
const columns = 'id, event_id, name, price, total_quantity, available_quantity, description';

/** Writes a new ticket type, all of it available. */
export async function insertType(tx: Queryable, eventId: string, type: TicketTypeBody): Promise<TicketTypeRow> {
  const { rows } = await tx.query<TicketTypeRow>(
    `INSERT INTO ticket_types (event_id, name, price, total_quantity, available_quantity, description)
     VALUES ($1, $2, $3, $4, $4, $5) RETURNING ${columns}`,
    [eventId, type.name, type.price, type.totalQuantity, type.description],
  );
  return first(rows);
}

/** The type with its row locked, and whether its event sells seats. @throws AppError TICKET_TYPE_NOT_FOUND */
export async function lockedType(
  tx: Queryable,
  id: string,
): Promise<TicketTypeRow & { readonly names_section: boolean }> {
  const { rows } = await tx.query<TicketTypeRow & { names_section: boolean }>(
    `SELECT ${columns
      .split(', ')
      .map((column) => `t.${column}`)
      .join(', ')}, e.seat_layout_id IS NOT NULL AS names_section
     FROM ticket_types t JOIN events e ON e.id = t.event_id WHERE t.id = $1 AND e.deleted_at IS NULL FOR UPDATE OF t`,
    [id],
  );
  const [row] = rows;
  if (!row) throw new AppError('TICKET_TYPE_NOT_FOUND', 'There is no such ticket type.');
  return row;
}

/** Writes the new values; what is sold stays sold, so `available` moves with the total. */
export async function updateType(tx: Queryable, id: string, type: TicketTypeBody): Promise<TicketTypeRow> {
  const { rows } = await tx.query<TicketTypeRow>(
    `UPDATE ticket_types SET name = $2, price = $3, available_quantity = available_quantity + $4 - total_quantity, total_quantity = $4,
       description = $5 WHERE id = $1 RETURNING ${columns}`,
    [id, type.name, type.price, type.totalQuantity, type.description],
  );
  return first(rows);
}

/** Free seats take the new price of their section; who holds or owns one keeps theirs. */
export async function repriceSeats(tx: Queryable, type: TicketTypeRow): Promise<void> {
  await tx.query(
    `UPDATE seats s SET price = $3, version = version + 1 FROM (SELECT id FROM seats WHERE event_id = $1 AND section = $2
       AND status IN ('available', 'blocked', 'returned') AND price <> $3 ORDER BY id FOR UPDATE) AS free WHERE s.id = free.id`,
    [type.event_id, type.name, type.price],
  );
}

function first<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('the ticket type was not written');
  return row;
}
