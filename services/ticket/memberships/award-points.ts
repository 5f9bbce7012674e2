import { inTransaction } from '../../shared/postgres/pool.ts';
import type { Desk } from '../desk.ts';
import { logPoints } from './activate.ts';
import { dailyCaps } from './tiers.ts';

export interface Award {
  readonly userId: string;
  /** Without it every running membership of the person is awarded. */
  readonly artistId: string | null;
  readonly actionType: string;
  readonly points: number;
  readonly description: string | null;
  /** What the points are given for: the same thing earns once (10.3 #31). */
  readonly referenceId: string;
}

/** Points a day for actions that have no cap of their own. */
const defaultDailyCap = 100;

/**
 * Gives points for something that a member did. The same reference earns once, and a day earns no more than the action's cap,
 * however many requests come at once: they follow each other on the membership's row.
 * @returns how many memberships were awarded, and how many had reached the day's cap
 */
export async function awardPoints(desk: Desk, award: Award): Promise<{ awarded: number; capped: number }> {
  return inTransaction(desk.pool, async (tx) => {
    const members = await tx.query<{ id: string }>({
      name: 'membership-running-locked',
      text: `SELECT id FROM artist_memberships
             WHERE user_id = $1 AND ($2::uuid IS NULL OR artist_id = $2) AND status = 'active' AND expires_at > now()
             ORDER BY id FOR UPDATE`,
      values: [award.userId, award.artistId],
    });
    const cap = dailyCaps[award.actionType] ?? defaultDailyCap;
    let awarded = 0;
    let capped = 0;
    for (const { id } of members.rows) {
      const { rows } = await tx.query<{ points: number }>({
        name: 'membership-points-today',
        text: `SELECT coalesce(sum(points), 0)::int AS points FROM membership_point_logs
               WHERE membership_id = $1 AND action_type = $2 AND created_at >= date_trunc('day', now(), 'UTC')`,
        values: [id, award.actionType],
      });
      if ((rows[0]?.points ?? 0) + award.points > cap) capped += 1;
      else if (await logPoints(tx, id, award.actionType, award.points, award.referenceId, award.description))
        awarded += 1;
    }
    return { awarded, capped };
  });
}
