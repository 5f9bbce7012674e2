import { z } from 'zod';
import { type InternalClient, UpstreamProblem } from '../../shared/http/internal-client.ts';
import { type Loop, startLoop } from '../../shared/jobs/loop.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';

interface AwardRow {
  readonly id: number;
  readonly action_type: string;
  readonly reference_id: string;
  readonly user_id: string;
  readonly artist_id: string | null;
  readonly points: number;
  readonly description: string;
  readonly tries: number;
}

export interface PointsParts {
  readonly db: Queryable;
  readonly ticket: InternalClient;
  readonly logger: Pick<Logger, 'warn'>;
}

/** Longer than a call to ticket can take, so that no other pod sends the same award meanwhile. */
const leaseSeconds = 60;
const batchSize = 20;
/** Tries grow apart up to this. */
const longestPauseSeconds = 3_600;

/**
 * Tells ticket of points that were earned. It may hear of one twice (a crash between answer and DELETE) and counts it once,
 * by action and reference.
 * @returns how many were settled; fewer than a full batch when ticket is away
 */
export async function deliverPoints(parts: PointsParts): Promise<number> {
  const { rows } = await parts.db.query<AwardRow>({
    name: 'points-claim',
    text: `UPDATE point_awards SET next_try_at = now() + make_interval(secs => $1), tries = tries + 1
           WHERE id IN (SELECT id FROM point_awards WHERE next_try_at <= now() ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
           RETURNING id, action_type, reference_id, user_id, artist_id, points, description, tries`,
    values: [leaseSeconds, batchSize],
  });
  let settled = 0;
  for (const award of rows.toSorted((a, b) => a.id - b.id)) {
    const problem = await tell(parts.ticket, award);
    if (problem === null) {
      settled += 1;
      await parts.db.query('DELETE FROM point_awards WHERE id = $1', [award.id]);
    } else {
      parts.logger.warn({ award: award.id, problem: problem.text }, 'points could not be given; tried again');
      await postpone(parts.db, award, problem.text);
      // The others would wait for it in vain, and longer than their lease.
      if (problem.isAway) break;
    }
  }
  return settled;
}

interface Problem {
  readonly text: string;
  /** It is ticket that has the problem, not this award. */
  readonly isAway: boolean;
}

/** @returns what is in the way; null when the points are given, or there is no membership that could get them */
async function tell(ticket: InternalClient, award: AwardRow): Promise<Problem | null> {
  try {
    await ticket.call({
      method: 'POST',
      path: '/internal/memberships/award-points',
      body: {
        userId: award.user_id,
        ...(award.artist_id !== null && { artistId: award.artist_id }),
        actionType: award.action_type,
        points: award.points,
        description: award.description,
        referenceId: award.reference_id,
      },
      response: z.unknown(),
    });
    return null;
  } catch (error) {
    if (error instanceof UpstreamProblem && error.status === 404 && error.code !== 'ROUTE_NOT_FOUND') return null;
    if (error instanceof UpstreamProblem) return { text: `${error.status} ${error.code}`, isAway: false };
    return { text: error instanceof Error ? error.message : String(error), isAway: true };
  }
}

async function postpone(db: Queryable, award: AwardRow, problem: string): Promise<void> {
  const pause = Math.min(2 ** award.tries, longestPauseSeconds);
  await db.query(
    'UPDATE point_awards SET next_try_at = now() + make_interval(secs => $2), last_problem = $3 WHERE id = $1',
    [award.id, pause, problem.slice(0, 500)],
  );
}

/** Delivers when woken, and every `intervalMs` what could not be delivered before. */
export const startDeliveringPoints = (parts: PointsParts, intervalMs: number): Loop =>
  startLoop({
    round: async () => {
      const settled = await deliverPoints(parts).catch((error: unknown) => {
        parts.logger.warn({ err: error }, 'points wait; the database is away');
        return 0;
      });
      return { ms: settled === batchSize ? 0 : intervalMs };
    },
  });
