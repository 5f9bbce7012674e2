import { iso } from './hold-outcome.ts';

/** SQL text: literals, parameters or expressions. */
interface MoneyBack {
  /** Told to the buyer with the refund. */
  readonly reason: string;
  /** Why the unpaid need not pay any more (PAYMENT_WITHDRAWN). */
  readonly withdrawn: string;
  /** The id of the event for one reservation. */
  readonly newsId: string;
  /** Kafka headers as jsonb. */
  readonly headers: string;
}

/**
 * What a cancelled reservation means for money, as the tail of one statement: PAYMENT_WITHDRAWN for the unpaid, refund_requests
 * and REFUND_REQUESTED for the paid (domain.md 10.3 #3, #28). The statement before it defines `released(id, user_id,
 * total_amount, payment_id, payment_status, was, ...)`.
 */
export const moneyBackClauses = ({ reason, withdrawn, newsId, headers }: MoneyBack) => `
bought AS MATERIALIZED (
  -- After a resale it is the new owner's payment for the transfer that goes back, not the first one (10.3 #29).
  SELECT r.id, r.payment_id, coalesce(t.total_price, r.total_amount)
      - coalesce((SELECT sum(p.amount) FROM part_refunds p WHERE p.payment_id = r.payment_id), 0)::int AS amount,
    CASE WHEN t.id IS NULL THEN 'reservation' ELSE 'transfer' END AS payment_type, coalesce(t.id, r.id) AS reference_id
  FROM released r LEFT JOIN ticket_transfers t ON t.payment_id = r.payment_id
  WHERE r.payment_status = 'refund_requested'
), asked AS (
  INSERT INTO refund_requests (reservation_id, payment_id, reason, amount)
  SELECT reference_id, payment_id, ${reason}, amount FROM bought
  ON CONFLICT DO NOTHING
  RETURNING payment_id, reason, amount
), news AS MATERIALIZED (
  SELECT ${newsId} AS news_id, r.user_id, coalesce(bought.payment_type, 'reservation') AS payment_type,
    coalesce(bought.reference_id, r.id) AS reference_id, asked.payment_id, asked.amount, asked.reason
  FROM released r LEFT JOIN bought ON bought.id = r.id LEFT JOIN asked ON asked.payment_id = bought.payment_id
  WHERE asked.payment_id IS NOT NULL OR (r.was = 'pending' AND r.total_amount > 0)
), announced AS (
  INSERT INTO outbox (event_id, topic, key, payload, headers)
  SELECT news_id, 'payment-events', reference_id::text, jsonb_build_object('id', news_id, 'timestamp', ${iso('now()')},
      'paymentType', payment_type, 'referenceId', reference_id, 'userId', user_id)
    || CASE WHEN payment_id IS NULL THEN jsonb_build_object('type', 'PAYMENT_WITHDRAWN', 'reason', ${withdrawn})
       ELSE jsonb_build_object('type', 'REFUND_REQUESTED', 'paymentId', payment_id, 'amount', amount, 'reason', reason) END,
    ${headers}
  FROM news
)`;

/** What `released` sets and returns for `target(id, status, payment_id)`, whoever cancels. */
export const cancelledColumns = `status = 'cancelled', cancelled_at = now(),
    payment_status = CASE WHEN target.status = 'confirmed' AND target.payment_id IS NOT NULL THEN 'refund_requested' ELSE r.payment_status END`;
export const releasedColumns = `r.id, r.event_id, r.user_id, r.total_amount, r.payment_id, r.payment_status, target.status AS was`;
