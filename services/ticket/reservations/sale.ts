import type { Queryable } from '../../shared/postgres/pool.ts';
import type { SeatLocks } from '../seats/seat-lock.ts';
import type { SaleMetrics } from './sale-metrics.ts';

/** What the use cases around a reservation need; made in dependencies.ts, faked in tests. */
export interface Sale {
  readonly db: Queryable;
  readonly locks: SeatLocks;
  readonly metrics: SaleMetrics;
  readonly newId: () => string;
  readonly now: () => Date;
  /** Trace and request id as JSON, for the outbox row. */
  readonly eventHeaders: () => string;
  /** Tells the outbox relay that there may be something to publish. */
  readonly wakeRelay: () => void;
  /** Tickets one person may hold or own per event, where the event has no limit of its own. */
  readonly ticketLimit: number;
  readonly holdSeconds: number;
}

/** `TK` (seats) or `R` (tickets), the time in ms, 8 hex digits: documented in domain.md 6.1, and unique by constraint. */
export function reservationNumber(prefix: 'TK' | 'R', now: Date, id: string): string {
  return `${prefix}${now.getTime()}${id.replaceAll('-', '').slice(-8).toUpperCase()}`;
}
