import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';
import { type Membership, membershipSchema, type pointSchema } from './membership-schemas.ts';
import { benefitsOf, type Tier, tierNames } from './tiers.ts';

/** SQL: the tier that counts now, of a LEFT JOINed membership `m`. */
export const effectiveTier = `CASE WHEN m.status = 'active' AND m.expires_at > now() THEN m.tier ELSE 'BRONZE' END`;

const columns = `to_jsonb(m) || jsonb_build_object('artist_name', a.name, 'artist_image_url', a.image_url,
  'membership_price', a.membership_price, 'effective_tier', ${effectiveTier}) AS membership`;

const instant = z.preprocess((text) => new Date(String(text)).toISOString(), z.iso.datetime());
/** PostgreSQL's JSON has offsets in its instants and columns that nobody is shown. */
const rowSchema = membershipSchema.extend({ joined_at: instant, expires_at: instant });

/** The person's memberships, newest first. */
export async function membershipsOf(
  db: Queryable,
  userId: string,
  artistId: string | null = null,
): Promise<Membership[]> {
  const { rows } = await db.query<{ membership: unknown }>({
    name: 'memberships-of-user',
    text: `SELECT ${columns} FROM artist_memberships m JOIN artists a ON a.id = m.artist_id
           WHERE m.user_id = $1 AND ($2::uuid IS NULL OR m.artist_id = $2) ORDER BY m.created_at DESC LIMIT 200`,
    values: [userId, artistId],
  });
  return rows.map((row) => rowSchema.parse(row.membership));
}

const tierSchema = z.enum(tierNames);

/** BRONZE without a running membership. */
export async function tierFor(db: Queryable, userId: string, artistId: string): Promise<Tier> {
  const { rows } = await db.query<{ tier: string }>({
    name: 'membership-tier',
    text: `SELECT ${effectiveTier} AS tier FROM artist_memberships m WHERE user_id = $1 AND artist_id = $2`,
    values: [userId, artistId],
  });
  return tierSchema.parse(rows[0]?.tier ?? 'BRONZE');
}

/** One membership with its newest 50 awards and what it allows now. */
export async function ownMembership(db: Queryable, userId: string, artistId: string) {
  const [membership] = await membershipsOf(db, userId, artistId);
  const benefits = benefitsOf(membership?.effective_tier ?? 'BRONZE');
  if (!membership) return { membership: {}, pointHistory: [], benefits };
  const { rows } = await db.query<z.infer<typeof pointSchema> & { created_at: Date }>({
    name: 'membership-points',
    text: `SELECT id, action_type, points, description, reference_id, created_at FROM membership_point_logs
           WHERE membership_id = $1 ORDER BY created_at DESC, id LIMIT 50`,
    values: [membership.id],
  });
  const pointHistory = rows.map((row) => ({ ...row, created_at: new Date(row.created_at).toISOString() }));
  return { membership, pointHistory, benefits };
}

interface DueRow {
  readonly id: string;
  readonly user_id: string;
  readonly artist_id: string;
  readonly artist_name: string;
  readonly status: string;
  readonly price_due: number | null;
}

/**
 * What the year asked for under this reference costs. @throws AppError MEMBERSHIP_NOT_FOUND (also when it is another
 * user's), MEMBERSHIP_NOT_PENDING
 */
export async function validateMembership(db: Queryable, referenceId: string, userId: string) {
  const { rows } = await db.query<DueRow>({
    name: 'membership-validate',
    text: `SELECT m.id, m.user_id, m.artist_id, a.name AS artist_name, m.status, m.price_due
           FROM artist_memberships m JOIN artists a ON a.id = m.artist_id WHERE m.payment_reference_id = $1`,
    values: [referenceId],
  });
  const [row] = rows;
  if (row?.user_id !== userId) throw new AppError('MEMBERSHIP_NOT_FOUND', 'There is no such membership.');
  if (row.price_due === null) {
    throw new AppError('MEMBERSHIP_NOT_PENDING', `This membership is ${row.status} and waits for no payment.`);
  }
  return { ...row, price: row.price_due, totalAmount: row.price_due, eventId: null, expiresAt: null };
}
