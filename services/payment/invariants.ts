import { type Invariant, unpublished } from '../shared/invariants/invariant.ts';

/** Things that were paid for with more than one payment that stands. */
export const capturedTwice: Invariant = {
  name: 'I4 captured twice',
  sql: `
SELECT count(*) AS n FROM (
  SELECT reference_id FROM payments WHERE status IN ('confirmed', 'refunding') GROUP BY payment_type, reference_id HAVING count(*) > 1
) AS broken`,
};

/** Payments of which more went back than came, or other than what their refunds say. */
export const refundedTwice: Invariant = {
  name: 'I5 refunded twice',
  sql: `
SELECT count(*) AS n FROM (
  SELECT id FROM payments
  WHERE refund_amount + part_refunded > amount OR (status = 'refunded' AND refund_amount + part_refunded <> amount)
  UNION ALL
  SELECT p.id FROM payments p LEFT JOIN part_refunds r ON r.payment_id = p.id
  GROUP BY p.id HAVING p.part_refunded <> coalesce(sum(r.amount), 0)
) AS broken`,
};

/** What payment watches of its own database while it runs; test/invariants.ts sweeps with the same statements. */
export const paymentInvariants: readonly Invariant[] = [capturedTwice, refundedTwice, unpublished];
