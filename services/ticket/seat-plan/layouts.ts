import type { ActingAdmin } from '../../shared/administration/acting-admin.ts';
import { type LayoutBody, totalSeats } from '../../shared/administration/layout-body.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { inTransaction, type Pool, type Queryable, violatedUniqueConstraint } from '../../shared/postgres/pool.ts';
import { recordDeed } from '../admin/deed.ts';
import { clearSeats, generateSeats } from './seat-plan.ts';

/** A layout as its row has it. */
export interface LayoutRow {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly total_seats: number;
  readonly layout_config: unknown;
}
const columns = 'id, name, description, total_seats, layout_config';

const values = ({ name, description, sections }: LayoutBody) => [
  name,
  description,
  totalSeats(sections),
  JSON.stringify({ sections }),
];

/** @throws AppError LAYOUT_EXISTS for a name that is taken */
export function createLayout(pool: Pool, body: LayoutBody, by: ActingAdmin): Promise<LayoutRow> {
  return named(
    inTransaction(pool, async (tx) => {
      const { rows } = await tx.query<LayoutRow>(
        `INSERT INTO seat_layouts (name, description, total_seats, layout_config) VALUES ($1, $2, $3, $4::jsonb) RETURNING ${columns}`,
        values(body),
      );
      return recorded(tx, by, null, rows[0]);
    }),
  );
}

/**
 * Changes a layout while nothing is sold in it: the seats of every event that has it are made anew, and one seat that
 * somebody holds or owns refuses the whole.
 * @throws AppError LAYOUT_NOT_FOUND, LAYOUT_EXISTS, SEATS_IN_USE
 */
export function editLayout(pool: Pool, id: string, body: LayoutBody, by: ActingAdmin): Promise<LayoutRow> {
  return named(
    inTransaction(pool, async (tx) => {
      const before = await tx.query<LayoutRow>(`SELECT ${columns} FROM seat_layouts WHERE id = $1 FOR UPDATE`, [id]);
      if (!before.rows[0]) throw new AppError('LAYOUT_NOT_FOUND', 'There is no such layout.');
      const events = await tx.query<{ id: string }>(
        `SELECT id FROM events WHERE seat_layout_id = $1 AND EXISTS (SELECT FROM seats WHERE event_id = events.id) ORDER BY id FOR UPDATE`,
        [id],
      );
      for (const event of events.rows) await clearSeats(tx, event.id);
      const { rows } = await tx.query<LayoutRow>(
        `UPDATE seat_layouts SET name = $1, description = $2, total_seats = $3, layout_config = $4::jsonb WHERE id = $5 RETURNING ${columns}`,
        [...values(body), id],
      );
      for (const event of events.rows) {
        // The types of the old sections only named them; those that the new layout still has would keep their old count.
        await tx.query('DELETE FROM ticket_types WHERE event_id = $1', [event.id]);
        await generateSeats(tx, event.id);
      }
      return recorded(tx, by, before.rows[0], rows[0]);
    }),
  );
}

async function recorded(tx: Queryable, by: ActingAdmin, before: LayoutRow | null, after: LayoutRow | undefined) {
  if (!after) throw new Error('the layout was not written');
  const action = before === null ? 'CREATE_LAYOUT' : 'UPDATE_LAYOUT';
  await recordDeed(tx, { by, action, resource: 'layout', resourceId: after.id, before, after });
  return after;
}

async function named<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (violatedUniqueConstraint(error) !== 'seat_layouts_name_key') throw error;
    throw new AppError('LAYOUT_EXISTS', 'Another layout has this name.');
  }
}
