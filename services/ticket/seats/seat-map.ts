import { AppError } from '../../shared/errors/app-error.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';

/** One state of an event's seats, written once and sent to everybody who asks in the same moment. */
export interface SeatMap {
  readonly etag: string;
  /** The JSON of the answer. */
  readonly body: Buffer;
}

export interface SeatMaps {
  /** @throws AppError EVENT_NOT_FOUND, EVENT_HAS_NO_SEATS */
  of(eventId: string): Promise<SeatMap>;
}

/**
 * PostgreSQL writes the JSON: 20,000 rows would cost this process more to read than to pass on. The sum of all versions is
 * the version of the map, because each change of a seat raises its version by one and none ever falls. Blocked seats and those about to be drawn look
 * sold: who watches the map learns nothing of them.
 */
const text = `
SELECT json_build_object('id', e.id, 'title', e.title)::text AS event,
  CASE WHEN l.id IS NOT NULL THEN json_build_object('id', l.id, 'name', l.name, 'description', l.description,
    'total_seats', l.total_seats, 'layout_config', l.layout_config)::text END AS layout,
  seats.version, seats.list
FROM events e LEFT JOIN seat_layouts l ON l.id = e.seat_layout_id
CROSS JOIN LATERAL (
  SELECT coalesce(sum(version), 0)::bigint AS version,
    json_agg(json_build_object('id', id, 'section', section, 'row_number', row_number, 'seat_number', seat_number,
      'seat_label', seat_label, 'price', price,
      'status', CASE WHEN status IN ('blocked', 'returned') THEN 'reserved' ELSE status END) ORDER BY section, row_number, seat_number)::text AS list
  FROM seats WHERE event_id = e.id
) AS seats
WHERE e.id = $1 AND e.deleted_at IS NULL`;

/** Events whose map is kept; more than are on sale at once. */
const maxKept = 100;

/**
 * Seat maps, read at most once per `freshMs` and event however many people look.
 * @param freshMs how old a map may be; default 300 ms, less than a person needs to click
 */
export function createSeatMaps(db: Queryable, now: () => number, freshMs = 300): SeatMaps {
  const kept = new Map<string, { readonly readAt: number; readonly map: Promise<SeatMap> }>();
  return {
    of(eventId) {
      const known = kept.get(eventId);
      if (known && now() - known.readAt < freshMs) return known.map;
      const map = readSeatMap(db, eventId);
      kept.delete(eventId);
      kept.set(eventId, { readAt: now(), map });
      // A failed read is asked again at once. The handler keeps the rejection from counting as unhandled.
      map.catch(() => kept.delete(eventId));
      for (const [oldest] of kept) {
        if (kept.size <= maxKept) break;
        kept.delete(oldest);
      }
      return map;
    },
  };
}

interface MapRow {
  readonly event: string;
  readonly layout: string | null;
  readonly version: number;
  readonly list: string | null;
}

async function readSeatMap(db: Queryable, eventId: string): Promise<SeatMap> {
  const { rows } = await db.query<MapRow>({ name: 'seat-map', text, values: [eventId] });
  const [row] = rows;
  if (!row) throw new AppError('EVENT_NOT_FOUND', 'There is no such event.');
  if (row.layout === null && row.list === null) {
    throw new AppError('EVENT_HAS_NO_SEATS', 'This event sells tickets without seats.');
  }
  const body = `{"event":${row.event},"layout":${row.layout ?? 'null'},"version":${row.version},"seats":${row.list ?? '[]'}}`;
  return { etag: `"v${row.version}"`, body: Buffer.from(body) };
}
