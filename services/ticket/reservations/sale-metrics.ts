import type { Metrics } from '../../shared/metrics/metrics.ts';

/** What a sale counts (domain.md 6.5). */
export interface SaleMetrics {
  readonly created: (count?: number) => void;
  readonly confirmed: (count?: number) => void;
  readonly cancelled: (count?: number) => void;
  readonly expired: (count?: number) => void;
  /** Reservations that a sweep could not end; each counts once a sweep. */
  readonly expiryStuck: (count?: number) => void;
  /** Money that came for something that could not be confirmed. */
  readonly refundAsked: (count?: number) => void;
  /** Found by reconciliation: payment knew something that had not reached us. */
  readonly mismatch: (count?: number) => void;
  /** Buyers turned away by the Redis lock, without a look into PostgreSQL. */
  readonly turnedAway: (count?: number) => void;
  readonly lockFailed: (count?: number) => void;
  /** Starts a timer of one create; call the result when it is done. */
  readonly timeCreate: () => () => void;
}

/** Registers the counters. */
export function createSaleMetrics(metrics: Metrics): SaleMetrics {
  const counting = (name: string, help: string) => {
    const counter = metrics.counter(name, help);
    return (count = 1) => counter.inc(count);
  };
  const create = metrics.histogram('business_reservation_create_duration_seconds', 'Time to create a reservation');
  return {
    created: counting('business_reservation_created_total', 'Reservations created'),
    confirmed: counting('business_reservation_confirmed_total', 'Reservations confirmed'),
    cancelled: counting('business_reservation_cancelled_total', 'Reservations cancelled by their buyers'),
    expired: counting('business_reservation_expired_total', 'Reservations that ran out of time'),
    expiryStuck: counting('business_reservation_expiry_stuck_total', 'Times a reservation could not be ended'),
    refundAsked: counting('business_reservation_refund_asked_total', 'Payments that could not be used and go back'),
    mismatch: counting('reconciliation_mismatch_total', 'Reservations that payment knew more about than we did'),
    turnedAway: counting('seat_lock_turned_away_total', 'Buyers turned away by the seat lock alone'),
    lockFailed: counting('seat_lock_failures_total', 'Times the seat locks in Redis could not be used'),
    timeCreate: () => {
      const stop = create.startTimer();
      return () => {
        stop();
      };
    },
  };
}
