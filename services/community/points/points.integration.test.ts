import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { type RunningCommunity, runCommunity } from '../testing/running-community.ts';

describe('points for writing (domain.md 6.2)', function () {
  this.timeout(120_000);
  let community: RunningCommunity;
  const artist = randomUUID();
  const path = '/api/community/posts';

  beforeEach(async () => {
    community = await runCommunity();
  });
  afterEach(() => community.close());

  const post = async (author: ReturnType<RunningCommunity['user']>): Promise<string> =>
    (await author.post(path, { title: 'T', content: 'C', artist_id: artist })).body.post.id;
  const waiting = async () =>
    (await community.pool.query('SELECT action_type, tries, last_problem FROM point_awards ORDER BY id')).rows;
  const itIsTime = () => community.pool.query('UPDATE point_awards SET next_try_at = now()');

  it('are 30 for a post, 10 for a comment, 30 for news, told to ticket once with what they are for (10.3 #31)', async () => {
    const [ann, editor] = [community.user(), community.admin()];
    const id = await post(ann);
    const comment = (await ann.post(`${path}/${id}/comments`, { content: 'x' })).body.comment.id;
    const news = (await editor.post('/api/news', { title: 'T', content: 'C' })).body.news.id;

    expect(await community.givePoints()).to.equal(3);
    expect(await community.givePoints()).to.equal(0);

    expect(community.told.map(({ path: to }) => to)).to.deep.equal(Array(3).fill('/internal/memberships/award-points'));
    const description = { post: 'a post in the community', comment: 'a comment in the community', news: 'a news item' };
    expect(community.told.map(({ body }) => body)).to.deep.equal([
      {
        userId: ann.id,
        artistId: artist,
        actionType: 'COMMUNITY_POST',
        points: 30,
        referenceId: id,
        description: description.post,
      },
      {
        userId: ann.id,
        artistId: artist,
        actionType: 'COMMUNITY_COMMENT',
        points: 10,
        referenceId: comment,
        description: description.comment,
      },
      { userId: editor.id, actionType: 'NEWS_CREATION', points: 30, referenceId: news, description: description.news },
    ]);
    expect(await waiting()).to.deep.equal([]);
  });

  it('are not earned by what is deleted before they are given (10.3 #31)', async () => {
    const ann = community.user();
    const id = await post(ann);
    await ann.post(`${path}/${id}/comments`, { content: 'x' });

    await ann.delete(`${path}/${id}`);

    expect(await community.givePoints()).to.equal(0);
    expect(community.told).to.deep.equal([]);
  });

  it('wait while ticket is away, and come later; writing goes on', async () => {
    community.ticket.status = 503;
    await post(community.user());
    await post(community.user());

    expect(await community.givePoints()).to.equal(0);
    expect(await waiting()).to.deep.equal([
      { action_type: 'COMMUNITY_POST', tries: 1, last_problem: 'ticket answered 503.' },
      { action_type: 'COMMUNITY_POST', tries: 1, last_problem: null },
    ]);
    community.ticket.status = 200;
    expect(await community.givePoints(), 'before its time').to.equal(0);
    await itIsTime();

    expect(await community.givePoints()).to.equal(2);
    expect(community.told).to.have.length(2);
  });

  it('wait for a ticket that does not know the route yet, and are settled where there is no membership', async () => {
    Object.assign(community.ticket, { status: 404, code: 'ROUTE_NOT_FOUND' });
    await post(community.user());
    expect(await community.givePoints()).to.equal(0);
    expect(await waiting()).to.have.length(1);

    Object.assign(community.ticket, { status: 404, code: 'MEMBERSHIP_NOT_FOUND' });
    await itIsTime();

    expect(await community.givePoints()).to.equal(1);
    expect(await waiting()).to.deep.equal([]);
  });

  it('are told once by two pods that look at the same time', async () => {
    for (let n = 0; n < 15; n++) await post(community.user());

    const settled = await Promise.all([community.givePoints(), community.givePoints()]);

    expect(settled[0] + settled[1]).to.equal(15);
    expect(new Set(community.told.map(({ body }) => body.referenceId)).size).to.equal(15);
    expect(community.told).to.have.length(15);
  });
});
