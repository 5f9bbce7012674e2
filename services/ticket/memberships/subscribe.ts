import { AppError } from '../../shared/errors/app-error.ts';
import { inTransaction, type Queryable } from '../../shared/postgres/pool.ts';
import { announce, type Desk } from '../desk.ts';
import { beginYear } from './activate.ts';

interface MembershipRow {
  readonly id: string;
  readonly status: 'pending' | 'active' | 'expired';
  readonly expires_at: Date;
  readonly payment_reference_id: string | null;
  readonly price_due: number | null;
  /** The year runs. */
  readonly runs: boolean;
  /** The end is near enough to buy another year. */
  readonly renewable: boolean;
}

export interface AskedYear {
  readonly membershipId: string;
  readonly artistId: string;
  readonly artistName: string;
  readonly price: number;
  readonly status: 'pending' | 'active';
  /** What to pay for: `referenceId` of POST /api/payments/prepare. */
  readonly paymentReferenceId: string;
}

/** A running membership can be prolonged in its last 60 days. */
const renewalWindowDays = 60;

type Person = { readonly userId: string; readonly artistId: string };

/**
 * Asks for the money of a first year, or of a new one after the end. Asking twice, even at the same moment, makes one
 * membership and one request (10.3 #30).
 * @throws AppError ARTIST_NOT_FOUND, MEMBERSHIP_ACTIVE
 */
export const subscribe = (desk: Desk, person: Person): Promise<AskedYear> =>
  askForYear(desk, person, (row) => {
    if (row.runs) {
      throw new AppError('MEMBERSHIP_ACTIVE', 'You are a member already.', { expiresAt: row.expires_at.toISOString() });
    }
  });

/**
 * Asks for the money of one more year; a running year is prolonged, never cut.
 * @throws AppError ARTIST_NOT_FOUND, MEMBERSHIP_NOT_FOUND, MEMBERSHIP_NOT_RENEWABLE
 */
export const renew = (desk: Desk, person: Person): Promise<AskedYear> =>
  askForYear(desk, person, (row, isNew) => {
    if (isNew) throw new AppError('MEMBERSHIP_NOT_FOUND', 'You have no membership to renew.');
    if (row.runs && !row.renewable && row.price_due === null) {
      throw new AppError('MEMBERSHIP_NOT_RENEWABLE', `A membership is renewed in its last ${renewalWindowDays} days.`, {
        expiresAt: row.expires_at.toISOString(),
      });
    }
  });

async function askForYear(
  desk: Desk,
  { userId, artistId }: Person,
  check: (row: MembershipRow, isNew: boolean) => void,
): Promise<AskedYear> {
  const asked = await inTransaction(desk.pool, async (tx) => {
    const artist = await tx.query<{ name: string; membership_price: number }>({
      name: 'membership-artist',
      text: 'SELECT name, membership_price FROM artists WHERE id = $1',
      values: [artistId],
    });
    const [found] = artist.rows;
    if (!found) throw new AppError('ARTIST_NOT_FOUND', 'There is no such artist.');
    const { row, isNew } = await ownRow(tx, desk.newId(), userId, artistId);
    check(row, isNew);
    const answer = { membershipId: row.id, artistId, artistName: found.name };
    if (row.price_due !== null && row.payment_reference_id !== null) {
      const status = row.runs ? ('active' as const) : ('pending' as const);
      return { ...answer, price: row.price_due, status, paymentReferenceId: row.payment_reference_id };
    }
    const paymentReferenceId = isNew ? row.id : desk.newId();
    const price = found.membership_price;
    await tx.query({
      name: 'membership-ask',
      text: `UPDATE artist_memberships SET status = CASE WHEN $4 THEN status ELSE 'pending' END,
               payment_reference_id = $2, price_due = nullif($3::int, 0) WHERE id = $1`,
      values: [row.id, paymentReferenceId, price, row.runs],
    });
    if (price === 0) {
      // Nothing to pay: the year begins as if it had been paid for.
      await beginYear(tx, desk, { id: row.id, user_id: userId, artist_id: artistId }, paymentReferenceId);
      return { ...answer, price, status: 'active' as const, paymentReferenceId };
    }
    await announce(tx, desk, 'payment-events', paymentReferenceId, {
      type: 'PAYMENT_REQUESTED',
      paymentType: 'membership',
      referenceId: paymentReferenceId,
      userId,
      eventId: null,
      amount: price,
      orderName: `Membership: ${found.name}`.slice(0, 200),
      expiresAt: null,
    });
    return { ...answer, price, status: row.runs ? ('active' as const) : ('pending' as const), paymentReferenceId };
  });
  desk.wakeRelay();
  return asked;
}

/** The person's membership with the artist, locked; made when there is none. */
async function ownRow(tx: Queryable, newId: string, userId: string, artistId: string) {
  const inserted = await tx.query({
    name: 'membership-insert',
    text: `INSERT INTO artist_memberships (id, user_id, artist_id, status, expires_at) VALUES ($1, $2, $3, 'pending', now())
           ON CONFLICT ON CONSTRAINT artist_memberships_user_id_artist_id_key DO NOTHING`,
    values: [newId, userId, artistId],
  });
  const { rows } = await tx.query<MembershipRow>({
    name: 'membership-own-locked',
    text: `SELECT id, status, expires_at, payment_reference_id, price_due, status = 'active' AND expires_at > now() AS runs,
             expires_at <= now() + make_interval(days => $3) AS renewable
           FROM artist_memberships WHERE user_id = $1 AND artist_id = $2 FOR UPDATE`,
    values: [userId, artistId, renewalWindowDays],
  });
  const [row] = rows;
  if (!row) throw new Error('a membership that was just made is not there');
  return { row, isNew: inserted.rowCount === 1 };
}
