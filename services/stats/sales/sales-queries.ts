import type { z } from 'zod';
import { type Reading, readRows, since } from '../reads/read.ts';
import { dayText, eventStatus, isoText, percent } from '../reads/sql.ts';
import {
  eventDetailRow,
  eventRow,
  type eventsQuery,
  paymentMethodRow,
  type revenueQuery,
  revenueRow,
} from './sales-schemas.ts';

const occupancy = percent('reserved_seats', 'total_seats');
const eventColumns = `event_id AS id, title, venue, ${isoText('event_date')} AS event_date, ${eventStatus('$1::timestamptz')} AS status,
  total_reservations AS reservations, confirmed_reservations, total_revenue AS revenue, total_seats,
  reserved_seats AS sold_seats, ${occupancy} AS occupancy_rate`;

const orderBy = {
  revenue: 'total_revenue',
  reservations: 'total_reservations',
  occupancy: occupancy,
} as const;

/** Concerts, best first. */
export const readEvents = ({ db, clock }: Reading, { limit, sortBy }: z.infer<typeof eventsQuery>) =>
  readRows(
    db,
    eventRow,
    `SELECT ${eventColumns} FROM event_stats ORDER BY ${orderBy[sortBy]} DESC NULLS LAST, event_id LIMIT $2`,
    [clock(), limit],
  );

const detailText = `
SELECT ${eventColumns}, cancelled_reservations,
  total_reservations - confirmed_reservations - cancelled_reservations AS pending_reservations,
  greatest(total_seats - reserved_seats, 0) AS available_seats,
  (SELECT round(sum(i.price * i.quantity)::numeric / nullif(sum(i.quantity), 0))::int
   FROM things t, jsonb_to_recordset(t.items) AS i(price bigint, quantity int)
   WHERE t.event_id = $2 AND t.kind = 'reservation' AND t.status = 'confirmed') AS average_ticket_price
FROM event_stats WHERE event_id = $2`;

/** One concert; undefined when no event has named it. */
export async function readEvent({ db, clock }: Reading, id: string) {
  const [found] = await readRows(db, eventDetailRow, detailText, [clock(), id]);
  return found;
}

const methodsText = `
SELECT method, count(*) AS count, sum(amount)::bigint AS total_amount, round(avg(amount))::int AS average_amount
FROM payments WHERE confirmed_at IS NOT NULL GROUP BY method ORDER BY total_amount DESC, method`;

/** What people paid with: money as it came in, also what went back later. */
export const readPayments = ({ db }: Reading) => readRows(db, paymentMethodRow, methodsText);

const unit = { daily: 'day', weekly: 'week', monthly: 'month' } as const;

/** Revenue by period, newest first; periods without any are left out. Weeks begin on Monday. */
export const readRevenue = ({ db, clock }: Reading, { days, period }: z.infer<typeof revenueQuery>) =>
  readRows(
    db,
    revenueRow,
    `SELECT ${dayText('period')} AS period, payment_count, total_revenue, round(total_revenue::numeric / nullif(payment_count, 0))::int AS average_amount
     FROM (SELECT date_trunc($2, date::timestamp) AS period, sum(completed_payments) AS payment_count, sum(total_revenue)::bigint AS total_revenue
           FROM daily_stats WHERE date >= ($1::timestamptz AT TIME ZONE 'UTC')::date GROUP BY 1) AS p
     WHERE payment_count <> 0 OR total_revenue <> 0 ORDER BY p.period DESC`,
    [since(clock, days), unit[period]],
  );
