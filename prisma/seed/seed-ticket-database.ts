import type pg from 'pg';
import { events } from './events.ts';
import { keywords } from './keywords.ts';
import { layouts } from './layouts.ts';
import { eventRow } from './seed-event.ts';

// Each statement takes one list as JSON and skips what is there already, so that seeding again changes nothing.
const insertLayouts = `
  INSERT INTO seat_layouts (id, name, description, total_seats, layout_config)
  SELECT id, name, description, "totalSeats", jsonb_build_object('sections', sections)
  FROM jsonb_to_recordset($1) AS row(id uuid, name text, description text, "totalSeats" int, sections jsonb)
  ON CONFLICT DO NOTHING`;
const insertKeywords = `
  INSERT INTO keyword_mappings (korean, english, entity_type)
  SELECT korean, english, entity_type FROM jsonb_to_recordset($1) AS row(korean text, english text, entity_type text)
  ON CONFLICT DO NOTHING`;
const insertArtists = `
  INSERT INTO artists (name) SELECT DISTINCT jsonb_array_elements_text($1) ON CONFLICT DO NOTHING`;
// An event whose artist_name has a row in artists is linked to it, or memberships and presales would not apply (10.3/25).
const insertEvents = `
  INSERT INTO events (id, title, description, venue, address, event_date, sale_start_date, sale_end_date, status,
                      seat_layout_id, artist_name, artist_id)
  SELECT row.id, title, row.description, venue, address, event_date, sale_start_date, sale_end_date, status,
         seat_layout_id, artist_name, artists.id
  FROM jsonb_to_recordset($1) AS row(id uuid, title text, description text, venue text, address text, event_date timestamptz,
    sale_start_date timestamptz, sale_end_date timestamptz, status text, seat_layout_id uuid, artist_name text)
  LEFT JOIN artists ON artists.name = row.artist_name
  ON CONFLICT DO NOTHING`;
const insertStandingTypes = `
  INSERT INTO ticket_types (id, event_id, name, price, total_quantity, available_quantity)
  SELECT id, event_id, name, price, quantity, quantity
  FROM jsonb_to_recordset($1) AS row(id uuid, event_id uuid, name text, price int, quantity int)
  ON CONFLICT DO NOTHING`;
const sectionsOf = `
  FROM events
  JOIN seat_layouts ON seat_layouts.id = events.seat_layout_id
  CROSS JOIN jsonb_to_recordset(layout_config->'sections')
    AS section(name text, rows int, "seatsPerRow" int, price int, "startRow" int)`;
const insertSectionTypes = `
  INSERT INTO ticket_types (event_id, name, price, total_quantity, available_quantity)
  SELECT events.id, section.name, price, rows * "seatsPerRow", rows * "seatsPerRow" ${sectionsOf}
  WHERE events.id = ANY ($1) AND NOT EXISTS (SELECT FROM ticket_types WHERE event_id = events.id)`;
const insertSeats = `
  INSERT INTO seats (event_id, section, row_number, seat_number, seat_label, price)
  SELECT events.id, section.name, row_number, seat_number, concat_ws('-', section.name, row_number, seat_number), price
  ${sectionsOf}
  CROSS JOIN generate_series("startRow", "startRow" + rows - 1) AS row_number
  CROSS JOIN generate_series(1, "seatsPerRow") AS seat_number
  WHERE events.id = ANY ($1) AND NOT EXISTS (SELECT FROM seats WHERE event_id = events.id)`;

/** What one seeding added; all zero the second time. */
export interface Seeded {
  readonly events: number;
  readonly ticketTypes: number;
  readonly seats: number;
}

/**
 * Fills ticket_db with layouts, artists, events, seats and keywords of domain.md 2.2, all or nothing; may be run again and in parallel.
 * @param clock the dates of the events are counted from its time
 */
export async function seedTicketDatabase(pool: pg.Pool, clock: () => Date): Promise<Seeded> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const seeded = await seed(client, clock());
    await client.query('COMMIT');
    client.release();
    return seeded;
  } catch (error) {
    // Ends the transaction with its connection, whatever state it is in.
    client.release(true);
    throw error;
  }
}

async function seed(client: pg.PoolClient, now: Date): Promise<Seeded> {
  // Two seedings at once would each find no seats and both insert them.
  await client.query("SELECT pg_advisory_xact_lock(hashtext('urr seed'))");
  const insert = async (sql: string, rows: unknown): Promise<number> => (await client.query(sql, [rows])).rowCount ?? 0;
  const seated = events.filter(({ layout }) => layout !== null).map(({ id }) => id);
  const artists = events.flatMap(({ artist }) => artist ?? []);
  const types = events.flatMap(({ id, ticketTypes }) => ticketTypes.map((type) => ({ ...type, event_id: id })));

  await insert(insertLayouts, JSON.stringify(layouts));
  await insert(insertKeywords, JSON.stringify(keywords));
  await insert(insertArtists, JSON.stringify(artists));
  const eventCount = await insert(insertEvents, JSON.stringify(events.map((event) => eventRow(event, now))));
  const standingTypes = await insert(insertStandingTypes, JSON.stringify(types));
  const sectionTypes = await insert(insertSectionTypes, seated);
  const seats = await insert(insertSeats, seated);
  return { events: eventCount, ticketTypes: standingTypes + sectionTypes, seats };
}
