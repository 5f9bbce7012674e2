import type { Queryable } from '../../shared/postgres/pool.ts';
import { iso } from '../reservations/hold-outcome.ts';

/**
 * Ends the memberships whose year is over (10.3 #30) and says so, batch by batch. Nobody waits for this job: whoever asks
 * about a tier looks at the end of the year itself.
 * @returns how many ended
 */
export async function expireMemberships(db: Queryable, wakeRelay: () => void): Promise<number> {
  let total = 0;
  for (let ended = batchSize; ended === batchSize; total += ended) {
    const { rows } = await db.query<{ ended: number }>({ name: 'expire-memberships', text });
    ended = rows[0]?.ended ?? 0;
    if (ended > 0) wakeRelay();
  }
  return total;
}

const batchSize = 200;
const text = `
WITH due AS MATERIALIZED (
  SELECT id FROM artist_memberships WHERE status = 'active' AND expires_at <= now()
  ORDER BY expires_at LIMIT ${batchSize} FOR UPDATE SKIP LOCKED
), ended AS (
  UPDATE artist_memberships m SET status = 'expired' FROM due WHERE m.id = due.id
  RETURNING m.id, m.user_id, m.artist_id
), news AS MATERIALIZED (
  SELECT gen_random_uuid() AS news_id, id, user_id, artist_id FROM ended
), announced AS (
  INSERT INTO outbox (event_id, topic, key, payload)
  SELECT news_id, 'membership-events', id::text, jsonb_build_object('type', 'MEMBERSHIP_EXPIRED', 'id', news_id,
    'timestamp', ${iso('now()')}, 'membershipId', id, 'userId', user_id, 'artistId', artist_id) FROM news
)
SELECT count(*)::int AS ended FROM ended`;
