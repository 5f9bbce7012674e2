import type { Invariant } from '../shared/invariants/invariant.ts';

/** Seconds that ticket and payment have to say the next word about money, Kafka being away included. */
const grace = [900];

/**
 * Money captured that ended neither as a delivery nor as a refund. Only stats hears both ticket and payment, so what no single
 * one of their databases can say is watched here, from their events.
 */
const moneyWithoutEnd: Invariant = {
  name: 'I3 money without ticket or refund',
  values: grace,
  sql: `
SELECT count(*) AS n FROM payments p LEFT JOIN things t ON t.subject = p.subject
WHERE p.confirmed_at < now() - make_interval(secs => $1) AND p.refunded < p.amount AND t.completed_at IS NULL`,
};

/** Things that ticket delivered, and that cost something, without any payment that payment confirmed. */
const ticketWithoutMoney: Invariant = {
  name: 'I6 ticket without money',
  values: grace,
  sql: `
SELECT count(*) AS n FROM things t
WHERE t.completed_at < now() - make_interval(secs => $1) AND t.amount > 0
  AND NOT EXISTS (SELECT FROM payments p WHERE p.subject = t.subject AND p.confirmed_at IS NOT NULL)`,
};

/** What stats watches while it runs. I14 is `recount` without keeping (rebuild/): too dear for every minute. */
export const statsInvariants: readonly Invariant[] = [moneyWithoutEnd, ticketWithoutMoney];
