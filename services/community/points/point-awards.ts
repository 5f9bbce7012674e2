import type { Queryable } from '../../shared/postgres/pool.ts';

/** What writing is worth (domain.md 6.2). */
export const worth = {
  COMMUNITY_POST: { points: 30, description: 'a post in the community' },
  COMMUNITY_COMMENT: { points: 10, description: 'a comment in the community' },
  NEWS_CREATION: { points: 30, description: 'a news item' },
} as const;
export type PointAction = keyof typeof worth;

export interface Award {
  readonly action: PointAction;
  /** The post, comment or news item. */
  readonly referenceId: string;
  readonly userId: string;
  /** Whose membership gets the points; null for all of the person's. */
  readonly artistId: string | null;
}

/** Notes that somebody has earned points, in the transaction of what they wrote. */
export async function earn(tx: Queryable, { action, referenceId, userId, artistId }: Award): Promise<void> {
  await tx.query({
    name: 'points-earn',
    text: `INSERT INTO point_awards (action_type, reference_id, user_id, artist_id, points, description)
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    values: [action, referenceId, userId, artistId, worth[action].points, worth[action].description],
  });
}

/** What is deleted before its points are given earns none (10.3 #31). */
export async function unearn(tx: Queryable, referenceIds: readonly string[]): Promise<void> {
  await tx.query({
    name: 'points-unearn',
    text: 'DELETE FROM point_awards WHERE reference_id = ANY($1::uuid[])',
    values: [referenceIds],
  });
}
