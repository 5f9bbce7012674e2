/** SQL pieces that several statistics share. Days and hours are those of UTC. */

/** A moment as ISO text. */
export const isoText = (expression: string): string =>
  `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A date as `2026-11-22`. */
export const dayText = (expression: string): string => `to_char(${expression}, 'YYYY-MM-DD')`;

/** The UTC day, hour and weekday (1 Monday to 7 Sunday) of a moment. */
export const dayOf = (expression: string): string => `(${expression} AT TIME ZONE 'UTC')::date`;
export const hourOf = (expression: string): string => `extract(hour FROM ${expression} AT TIME ZONE 'UTC')::int`;
export const weekdayOf = (expression: string): string => `extract(isodow FROM ${expression} AT TIME ZONE 'UTC')::int`;

/** A share in percent with two decimals; null when there is nothing to have a share of. */
export const percent = (part: string, whole: string): string =>
  `round(100.0 * (${part}) / nullif(${whole}, 0), 2)::float8`;

/** Every UTC day from $1 to $2, so that days without anything say zero. */
export const everyDay = `generate_series(${dayOf('$1::timestamptz')}, ${dayOf('$2::timestamptz')}, interval '1 day') AS each(day)`;

/** Reservations, and what became of those begun since $1. */
export const reservationsSince = `SELECT * FROM things WHERE kind = 'reservation' AND started_at >= $1`;

/** How a concert stands at the moment `now`; null while no event has told its date. */
export const eventStatus = (now: string): string => `CASE WHEN cancellations_of_event > 0 THEN 'cancelled'
  WHEN event_date <= ${now} THEN 'ended' WHEN event_date > ${now} THEN 'on_sale' END`;
