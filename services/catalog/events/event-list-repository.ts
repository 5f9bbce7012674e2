import type { Queryable } from '../../shared/postgres/pool.ts';
import type { Page } from '../reads/page-query.ts';
import { type EventRow, eventRowSchema } from './event-schemas.ts';
import type { EventSearch, TextPattern } from './event-search.ts';

export interface EventFilter {
  readonly status?: string | undefined;
  readonly artistId?: string | undefined;
  readonly search?: EventSearch | undefined;
}

export interface EventListRepository {
  /** Events by sale start, earliest first, and how many there are in all. */
  list(filter: EventFilter, page: Page): Promise<{ events: EventRow[]; total: number }>;
}

/** The very expression of the index events_search_trgm; spelt otherwise, PostgreSQL would read the whole table. */
const searchedText = `(title || ' ' || coalesce(artist_name, '') || ' ' || venue || ' ' || coalesce(address, ''))`;

/** Reads lists of events with the read-only role (E14). */
export function createEventListRepository(database: Queryable): EventListRepository {
  return {
    async list(filter, { page, limit }) {
      const { condition, values } = conditionOf(filter);
      const [rows, count] = await Promise.all([
        database.query<Record<string, unknown>>(pageStatement(condition, values.length), [
          ...values,
          limit,
          (page - 1) * limit,
        ]),
        database.query<{ total: number }>(`SELECT count(*)::int AS total FROM events WHERE ${condition}`, values),
      ]);
      return { events: rows.rows.map(toEventRow), total: count.rows[0]?.total ?? 0 };
    },
  };
}

/**
 * Prices are those of ticket types, which may name the sections of a layout; those of the layout itself where there are no types.
 * They are looked up for the rows of the page only, never for all that match.
 */
const pageStatement = (condition: string, values: number) => `
  SELECT page.*, prices.*
  FROM (
    SELECT id, title, venue, address, event_date, sale_start_date, sale_end_date, poster_image_url, status, seat_layout_id,
      artist_id, artist_name
    FROM events WHERE ${condition}
    ORDER BY sale_start_date, id LIMIT $${values + 1} OFFSET $${values + 2}
  ) page
  CROSS JOIN LATERAL (
    SELECT count(ticket_type_id)::int AS ticket_type_count, min(price) AS min_price, max(price) AS max_price
    FROM (
      SELECT id AS ticket_type_id, price FROM ticket_types WHERE event_id = page.id
      UNION ALL
      SELECT NULL, (section ->> 'price')::int
      FROM seat_layouts, jsonb_array_elements(layout_config -> 'sections') section
      WHERE seat_layouts.id = page.seat_layout_id AND NOT EXISTS (SELECT FROM ticket_types WHERE event_id = page.id)
    ) offers
  ) prices
  ORDER BY page.sale_start_date, page.id`;

/** A condition made of fixed text and numbered parameters; nothing that a person typed gets into the statement. */
function conditionOf({ status, artistId, search }: EventFilter): { condition: string; values: string[] } {
  const values: string[] = [];
  const parameter = (value: string) => `$${values.push(value)}`;
  const matches = ({ operator, pattern }: TextPattern) =>
    `${searchedText} ${operator === 'like' ? 'ILIKE' : '~*'} ${parameter(pattern)}`;
  const conditions = ['deleted_at IS NULL'];
  if (status !== undefined) conditions.push(`status = ${parameter(status)}`);
  if (artistId !== undefined) conditions.push(`artist_id = ${parameter(artistId)}`);
  if (search) {
    const everyWord = search.words.map((word) => `(${word.map(matches).join(' OR ')})`).join(' AND ');
    conditions.push(`(${[everyWord, ...search.phrases.map(matches)].join(' OR ')})`);
  }
  return { condition: conditions.join(' AND '), values };
}

function toEventRow(row: Record<string, unknown>): EventRow {
  const dates = Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]);
  return eventRowSchema.parse(Object.fromEntries(dates));
}
