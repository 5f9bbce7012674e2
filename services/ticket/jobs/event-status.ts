import type { Queryable } from '../../shared/postgres/pool.ts';

/**
 * Moves events on as time passes: upcoming, on sale, ended; a cancelled one stays cancelled. People see this status; the
 * hold statement goes by the sale window itself, so a sale opens and closes on the second, not at the next round.
 * @returns how many events changed
 */
export async function updateEventStatus(db: Queryable): Promise<number> {
  const { rowCount } = await db.query({
    name: 'event-status',
    text: `
      UPDATE events SET status = CASE WHEN sale_end_date <= now() OR event_date <= now() THEN 'ended' ELSE 'on_sale' END
      WHERE deleted_at IS NULL AND (
        (status IN ('upcoming', 'on_sale') AND (sale_end_date <= now() OR event_date <= now()))
        OR (status = 'upcoming' AND sale_start_date <= now()))`,
  });
  return rowCount ?? 0;
}
