/** Artists, members and a desk for tests of memberships, transfers and ticket codes. */
import { randomUUID } from 'node:crypto';
import { inTransaction, type Pool } from '../../shared/postgres/pool.ts';
import type { Desk } from '../desk.ts';
import { activateMembership } from '../memberships/activate.ts';
import { subscribe } from '../memberships/subscribe.ts';
import { testSale } from './test-sale.ts';

export const testDesk = (pool: Pool): Desk => ({ ...testSale(pool), pool });

/** An artist with a name of its own. @param price of a year of membership, won @returns the id */
export async function newArtist(db: Pool, price = 30_000): Promise<string> {
  const { rows } = await db.query(`INSERT INTO artists (name, membership_price) VALUES ($1, $2) RETURNING id`, [
    `Artist ${randomUUID()}`,
    price,
  ]);
  return rows[0].id;
}

/** A member with this many points beyond the 200 of joining. */
export async function newMember(desk: Desk, artistId: string, morePoints = 0, userId: string = randomUUID()) {
  const { membershipId, paymentReferenceId, price } = await subscribe(desk, { userId, artistId });
  const paymentId = randomUUID();
  const paid = { referenceId: paymentReferenceId, paymentId, amount: price, userId };
  await inTransaction(desk.pool, (tx) => activateMembership(tx, desk, paid));
  if (morePoints > 0) {
    await desk.pool.query(
      `INSERT INTO membership_point_logs (membership_id, action_type, points, reference_id) VALUES ($1, 'TEST', $2, 'test')`,
      [membershipId, morePoints],
    );
  }
  return { userId, membershipId, paymentId, referenceId: paymentReferenceId };
}

/** Gives an event an artist, and its sale so many hours of age. */
export async function linkArtist(db: Pool, eventId: string, artistId: string, saleAgeHours = 49): Promise<void> {
  await db.query(
    `UPDATE events SET artist_id = $2, sale_start_date = now() - make_interval(mins => ($3::numeric * 60)::int) WHERE id = $1`,
    [eventId, artistId, saleAgeHours],
  );
}
