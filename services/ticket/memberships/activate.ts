import type { Queryable } from '../../shared/postgres/pool.ts';
import { type Arrived, announce, askMoneyBack, type Desk, goesBack, noteRefund, type Settled } from '../desk.ts';
import { pointsFor } from './tiers.ts';

interface Member {
  readonly id: string;
  readonly user_id: string;
  readonly artist_id: string;
}

/**
 * Money has arrived: the year begins, or the money goes back (ruling E6). For the HTTP call and the event alike, any number
 * of times: the points of joining carry the payment's id and are given once (10.3 #1, #31).
 */
export async function activateMembership(tx: Queryable, desk: Desk, paid: Arrived): Promise<Settled> {
  const { rows } = await tx.query<Member & { price_due: number | null }>({
    name: 'membership-by-reference',
    text: 'SELECT id, user_id, artist_id, price_due FROM artist_memberships WHERE payment_reference_id = $1 FOR UPDATE',
    values: [paid.referenceId],
  });
  const [row] = rows;
  if (await yearOf(tx, paid.paymentId)) return { outcome: 'already' };
  if (await goesBack(tx, paid.referenceId, paid.paymentId)) return { outcome: 'refused', because: 'refunded_before' };
  const because = refusal(row, paid.amount);
  if (!row || because !== undefined) {
    const reason = `cannot be activated: ${because}`;
    await askMoneyBack(tx, desk, { ...paid, paymentType: 'membership', userId: row?.user_id ?? paid.userId, reason });
    return { outcome: 'refused', because: because ?? 'unknown' };
  }
  await beginYear(tx, desk, row, paid.paymentId);
  await announce(tx, desk, 'payment-events', paid.referenceId, {
    type: 'PAYMENT_COMPLETED',
    paymentType: 'membership',
    referenceId: paid.referenceId,
    userId: row.user_id,
    paymentId: paid.paymentId,
    eventId: null,
    amount: paid.amount,
  });
  return { outcome: 'done' };
}

function refusal(row: { readonly price_due: number | null } | undefined, amount: number): string | undefined {
  if (!row) return 'unknown';
  if (row.price_due === null) return 'not_awaiting_payment';
  return row.price_due === amount ? undefined : 'amount_differs';
}

/** One more year, from the end of the running one or from now, and its points. @param reference what the points are given for, once */
export async function beginYear(tx: Queryable, desk: Desk, member: Member, reference: string): Promise<void> {
  const { rows } = await tx.query<{ renewed: boolean }>({
    name: 'membership-begin-year',
    text: `UPDATE artist_memberships m SET status = 'active', price_due = NULL,
             joined_at = CASE WHEN known.before THEN m.joined_at ELSE now() END,
             expires_at = (CASE WHEN m.status = 'active' THEN greatest(m.expires_at, now()) ELSE now() END) + interval '1 year'
           FROM (SELECT EXISTS (SELECT FROM membership_point_logs WHERE membership_id = $1) AS before) AS known
           WHERE m.id = $1 RETURNING known.before AS renewed`,
    values: [member.id],
  });
  const renewed = rows[0]?.renewed ?? false;
  const action = renewed ? 'MEMBERSHIP_RENEW' : 'MEMBERSHIP_JOIN';
  await logPoints(
    tx,
    member.id,
    action,
    pointsFor[action],
    reference,
    renewed ? 'Membership renewed' : 'Membership joined',
  );
  await announce(tx, desk, 'membership-events', member.id, {
    type: renewed ? 'MEMBERSHIP_RENEWED' : 'MEMBERSHIP_ACTIVATED',
    ...subject(member),
  });
}

const subject = (member: Member) => ({
  membershipId: member.id,
  userId: member.user_id,
  artistId: member.artist_id,
});

/** The money of a year is back with who paid: the year and its points are taken back, once. */
export async function takeYearBack(
  tx: Queryable,
  desk: Desk,
  refund: {
    readonly referenceId: string;
    readonly paymentId: string;
    readonly amount: number;
    readonly reason: string;
  },
): Promise<void> {
  // Written down first, so that a confirmation which arrives after its refund is refused.
  await noteRefund(tx, refund);
  const year = await yearOf(tx, refund.paymentId);
  if (!year) return;
  const isNew = await logPoints(
    tx,
    year.membership_id,
    'MEMBERSHIP_REFUND',
    -year.points,
    refund.paymentId,
    'Membership refunded',
  );
  if (!isNew) return;
  const { rows } = await tx.query<Member & { status: string }>({
    name: 'membership-take-year-back',
    text: `UPDATE artist_memberships SET expires_at = expires_at - interval '1 year',
             status = CASE WHEN status = 'active' AND expires_at - interval '1 year' <= now() THEN 'expired' ELSE status END
           WHERE id = $1 RETURNING id, user_id, artist_id, status`,
    values: [year.membership_id],
  });
  for (const row of rows) {
    if (row.status === 'expired') {
      await announce(tx, desk, 'membership-events', row.id, { type: 'MEMBERSHIP_EXPIRED', ...subject(row) });
    }
  }
}

/** Whether a payment has bought a year that was not taken back. */
export async function yearIsOpen(tx: Queryable, paymentId: string): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'membership-year-open',
    text: `SELECT FROM membership_point_logs AS year
           WHERE action_type = ANY (ARRAY['MEMBERSHIP_JOIN', 'MEMBERSHIP_RENEW']) AND reference_id = $1 AND NOT EXISTS (
             SELECT FROM membership_point_logs WHERE action_type = 'MEMBERSHIP_REFUND' AND reference_id = $1
               AND membership_id = year.membership_id)`,
    values: [paymentId],
  });
  return rowCount !== 0;
}

/** The year that a payment has bought. */
async function yearOf(tx: Queryable, paymentId: string) {
  const { rows } = await tx.query<{ membership_id: string; points: number }>({
    name: 'membership-year-of-payment',
    text: `SELECT membership_id, points FROM membership_point_logs
           WHERE action_type = ANY (ARRAY['MEMBERSHIP_JOIN', 'MEMBERSHIP_RENEW']) AND reference_id = $1`,
    values: [paymentId],
  });
  return rows[0];
}

/** Writes points down once per action and reference; the database adds them up. @returns false when they were known */
export async function logPoints(
  tx: Queryable,
  membershipId: string,
  action: string,
  points: number,
  reference: string,
  description: string | null,
): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'membership-log-points',
    text: `INSERT INTO membership_point_logs (membership_id, action_type, points, reference_id, description)
           VALUES ($1, $2, $3, $4, $5) ON CONFLICT ON CONSTRAINT membership_point_logs_once_key DO NOTHING`,
    values: [membershipId, action, points, reference, description],
  });
  return rowCount === 1;
}
