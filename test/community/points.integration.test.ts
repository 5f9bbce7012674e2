/** A member writes at the gateway, and ticket gives the points: through both services as they run. */
import { expect } from 'chai';
import { z } from 'zod';
import { createCrowd } from '../platform/crowd.ts';
import { eventually } from '../platform/eventually.ts';
import { sharedPlatform } from '../platform/platform.ts';

const written = z.object({ post: z.object({ id: z.uuid() }) });

describe('points of a member who writes', function () {
  this.timeout(180_000);

  it('arrive at the membership once: 30 for the post, 10 for the comment (10.3 #31)', async () => {
    const running = await sharedPlatform();
    const crowd = createCrowd(running);
    const member = crowd.newcomer();
    const tickets = running.sql('ticket_db');
    const { rows: artists } = await tickets.query<{ id: string }>('SELECT id FROM artists ORDER BY name LIMIT 1');
    const artistId = artists[0]?.id;
    const { rows: memberships } = await tickets.query<{ id: string }>(
      `INSERT INTO artist_memberships (user_id, artist_id, status, expires_at) VALUES ($1, $2, 'active', now() + interval '1 year') RETURNING id`,
      [member.id, artistId],
    );

    const answer = await member.post('/api/v1/community/posts', { title: 'T', content: 'C', artist_id: artistId });
    const { post } = written.parse(answer.body);
    await member.post(`/api/v1/community/posts/${post.id}/comments`, { content: 'x' });

    const pointsOf = async () => {
      const { rows } = await tickets.query<{ action_type: string; points: number }>(
        'SELECT action_type, points FROM membership_point_logs WHERE membership_id = $1 ORDER BY action_type',
        [memberships[0]?.id],
      );
      return rows;
    };
    expect(await eventually('the points', pointsOf, (points) => points.length === 2)).to.deep.equal([
      { action_type: 'COMMUNITY_COMMENT', points: 10 },
      { action_type: 'COMMUNITY_POST', points: 30 },
    ]);
    const waiting = async () => (await running.sql('community_db').query('SELECT FROM point_awards')).rowCount;
    await eventually('nothing to wait', waiting, (count) => count === 0);
    await crowd.close();
  });
});
