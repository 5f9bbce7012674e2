import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { type RunningCommunity, runCommunity } from '../testing/running-community.ts';

describe('the header Idempotency-Key at community', function () {
  this.timeout(60_000);
  let community: RunningCommunity;

  before(async () => {
    community = await runCommunity();
  });
  after(() => community.close());

  const writer = (role: 'user' | 'admin' = 'user') => {
    const identity = { 'x-user-id': randomUUID(), 'x-user-email': 'ann@example.com', 'x-user-role': role };
    return (path: string, body: unknown, key: string) =>
      community.anybody('POST', path, body, { ...identity, 'idempotency-key': key });
  };

  it('writes a post, a comment and a news item once, however often they are sent', async () => {
    const [ann, editor] = [writer(), writer('admin')];
    const post = { title: 'Hello', content: 'World', artist_id: randomUUID() };
    const posts = [await ann('/api/community/posts', post, 'p'), await ann('/api/community/posts', post, 'p')];
    const comments = `/api/community/posts/${posts[0]?.body.post?.id}/comments`;
    const said = [await ann(comments, { content: 'Me too' }, 'c'), await ann(comments, { content: 'Me too' }, 'c')];
    const item = { title: 'News', content: 'Today', is_pinned: false };
    const news = [await editor('/api/news', item, 'n'), await editor('/api/news', item, 'n')];

    for (const [first, second] of [posts, said, news]) {
      expect(first?.status, JSON.stringify(first?.body)).to.equal(201);
      expect(second).to.deep.equal(first);
    }
    const { rows } = await community.pool.query('SELECT count(*)::int AS n FROM point_awards');
    expect(rows).to.deep.equal([{ n: 3 }]);
  });

  it('refuses the key for other words', async () => {
    const ann = writer();
    const post = { title: 'Hello', content: 'World', artist_id: randomUUID() };
    await ann('/api/community/posts', post, 'k');

    const other = await ann('/api/community/posts', { ...post, content: 'Else' }, 'k');

    expect([other.status, other.body.code]).to.deep.equal([422, 'IDEMPOTENCY_KEY_REUSED']);
  });
});
