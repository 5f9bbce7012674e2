/** Why a hold statement took nothing; the use case turns it into an error code. */
export type HoldRefusal =
  /** Another request with this idempotency key is running. */
  | 'key_in_flight'
  /** The same request was answered before; `earlierId` has the reservation. */
  | 'replayed'
  /** The idempotency key was used for another request. */
  | 'key_reused'
  | 'event_unknown'
  | 'not_on_sale'
  /** On sale, but not yet for the buyer's tier (domain.md 6.2). */
  | 'presale_only'
  | 'sale_ended'
  /** Tickets without a seat were asked of an event that sells seats. */
  | 'has_seats'
  /** A seat or ticket type that this event does not have. */
  | 'unknown'
  | 'taken'
  | 'over_limit';

/** SQL text that writes a timestamptz as the ISO instant that event schemas demand. */
export const iso = (expression: string): string =>
  `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
