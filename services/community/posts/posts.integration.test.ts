import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { authorizationOf } from '../../shared/testing/foundation-fake.ts';
import { type RunningCommunity, runCommunity } from '../testing/running-community.ts';

describe('posts and comments', function () {
  this.timeout(120_000);
  let community: RunningCommunity;
  const artist = randomUUID();
  const path = '/api/community/posts';

  before(async () => {
    community = await runCommunity();
  });
  after(() => community.close());

  const write = async (author = community.user(), words: Record<string, unknown> = {}): Promise<string> => {
    const written = await author.post(path, { title: 'Title', content: 'Text', artist_id: artist, ...words });
    expect(written.status, JSON.stringify(written.body)).to.equal(201);
    return written.body.post.id;
  };
  const viewsOf = async (id: string) =>
    (await community.pool.query<{ views: number }>('SELECT views FROM community_posts WHERE id = $1', [id])).rows[0]
      ?.views;

  it('are written by whoever is signed in, under the local part of the e-mail address', async () => {
    const ann = community.user('ann.lee');
    const { status, body } = await ann.post(path, { title: ' Hello ', content: 'First\nlines', artist_id: artist });

    expect(status).to.equal(201);
    expect(body.post).to.deep.include({
      artist_id: artist,
      author_id: ann.id,
      author_name: 'ann.lee',
      title: 'Hello',
      content: 'First\nlines',
      views: 0,
      comment_count: 0,
      is_pinned: false,
    });
    expect((await community.anybody('POST', path, { title: 'x', content: 'y', artist_id: artist })).status).to.equal(
      401,
    );
  });

  it('stay the text that was written: markup is not run, not changed, and sent as JSON', async () => {
    const content = '<script>alert(1)</script> & "quotes" \\ 방탄소년단 🎤 \'; DROP TABLE news; --';
    const id = await write(community.user(), { content });

    const answer = await fetch(`${community.base}${path}/${id}`, {
      headers: { authorization: authorizationOf('gateway') },
    });

    expect(answer.headers.get('content-type')).to.match(/^application\/json/);
    expect(await answer.json()).to.have.nested.property('post.content', content);
  });

  for (const [what, body] of [
    ['an author of their own', { author_id: randomUUID() }],
    ['views of their own', { views: 1_000 }],
    ['a pin of their own', { is_pinned: true }],
    ['no text', { content: ' \n ' }],
    ['a title of 256 characters', { title: 'x'.repeat(256) }],
    ['a text of 10,001 characters', { content: 'x'.repeat(10_001) }],
    ['a NUL', { content: 'a\u0000b' }],
    ['a line break in the title', { title: 'a\nb' }],
    ['an artist that is no id', { artist_id: 'bts' }],
  ] as const) {
    it(`are refused with ${what}`, async () => {
      const refused = await community.user().post(path, { title: 'T', content: 'C', artist_id: artist, ...body });

      expect([refused.status, refused.body.code]).to.deep.equal([422, 'VALIDATION_FAILED']);
    });
  }

  it('are listed pinned first, newest first, of one artist or of all', async () => {
    const board = randomUUID();
    const [old, middle, young] = [
      await write(community.user(), { artist_id: board }),
      await write(community.user(), { artist_id: board }),
      await write(community.user(), { artist_id: board }),
    ];
    await community.admin().put(`${path}/${old}/pin`, { is_pinned: true });

    const all = await community.anybody('GET', `${path}?artistId=${board}`);
    const second = await community.anybody('GET', `${path}?artistId=${board}&page=2&limit=2`);
    const everybody = await community.anybody('GET', path);

    expect(all.body.posts.map(({ id }: { id: string }) => id)).to.deep.equal([old, young, middle]);
    expect(second.body.posts.map(({ id }: { id: string }) => id)).to.deep.equal([middle]);
    expect(second.body.pagination).to.deep.equal({ page: 2, limit: 2, total: 3, totalPages: 2 });
    expect(everybody.body.pagination.total).to.be.greaterThan(3);
  });

  it('clamp page and limit', async () => {
    const read = async (query: string) => (await community.anybody('GET', `${path}?${query}`)).body.pagination;

    expect(await read('page=0&limit=0')).to.include({ page: 1, limit: 20 });
    expect(await read('page=-1&limit=1000')).to.include({ page: 1, limit: 100 });
    expect(await read('page=999999')).to.include({ page: 1_000 });
    expect((await community.anybody('GET', `${path}?page=x`)).status).to.equal(422);
  });

  it('count a view once, however often and however fast the page is loaded again', async () => {
    const id = await write();
    const reader = community.user();

    await Promise.all(Array.from({ length: 20 }, () => reader.get(`${path}/${id}`)));
    const again = await reader.get(`${path}/${id}`);

    expect(again.body.post.views).to.equal(1);
    expect(await viewsOf(id)).to.equal(1);
  });

  it('count different people, addresses and browsers, and the same one again after the window', async () => {
    const id = await write();
    const from = (address: string, browser: string) =>
      community.anybody('GET', `${path}/${id}`, undefined, { 'x-forwarded-for': address, 'user-agent': browser });
    await community.user().get(`${path}/${id}`);
    await community.user().get(`${path}/${id}`);
    await from('192.0.2.1', 'A');
    await from('192.0.2.1', 'A');
    await from('192.0.2.1', 'B');
    await from('192.0.2.2', 'A');
    expect(await viewsOf(id)).to.equal(5);

    await community.pool.query(`UPDATE views SET seen_at = seen_at - interval '1801 seconds' WHERE subject = $1`, [id]);
    await Promise.all([from('192.0.2.1', 'A'), from('192.0.2.1', 'A')]);

    expect(await viewsOf(id)).to.equal(6);
  });

  it('do not say that they were changed because somebody read or pinned them', async () => {
    const id = await write();
    await community.user().get(`${path}/${id}`);
    await community.admin().put(`${path}/${id}/pin`, { is_pinned: true });

    const { body } = await community.user().get(`${path}/${id}`);

    expect(body.post.updated_at).to.equal(body.post.created_at);
  });

  it('are changed by their author alone, not by an administrator either', async () => {
    const author = community.user();
    const id = await write(author);
    const words = { title: 'New', content: 'Words' };

    const changed = await author.put(`${path}/${id}`, words);
    const others = [
      await community.user().put(`${path}/${id}`, words),
      await community.admin().put(`${path}/${id}`, words),
    ];

    expect(changed.body.post).to.include(words);
    for (const { status, body } of others) expect([status, body.code]).to.deep.equal([403, 'NOT_THE_AUTHOR']);
    expect((await author.put(`${path}/${id}`, { ...words, artist_id: artist })).status).to.equal(422);
    expect((await author.put(`${path}/${randomUUID()}`, words)).status).to.equal(404);
    expect((await community.anybody('PUT', `${path}/${id}`, words)).status).to.equal(401);
  });

  it('are deleted with their comments by the author or an administrator, who leaves a trace', async () => {
    const author = community.user();
    const [own, bad] = [await write(author), await write(author, { title: 'Bad', content: 'words' })];
    await community.user().post(`${path}/${bad}/comments`, { content: 'yes' });
    const admin = community.admin();

    expect((await community.user().delete(`${path}/${own}`)).body.code).to.equal('NOT_THE_AUTHOR');
    expect((await author.delete(`${path}/${own}`)).status).to.equal(200);
    expect((await admin.delete(`${path}/${bad}`)).status).to.equal(200);
    expect((await admin.delete(`${path}/${bad}`)).body.code).to.equal('POST_NOT_FOUND');
    expect((await community.anybody('GET', `${path}/${bad}`)).status).to.equal(404);

    const { rows } = await community.pool.query(
      'SELECT admin_id, action, author_id, content FROM moderation_log WHERE subject = ANY($1)',
      [[own, bad]],
    );
    expect(rows).to.deep.equal([
      { admin_id: admin.id, action: 'DELETE_POST', author_id: author.id, content: 'Bad\n\nwords' },
    ]);
    const left = await community.pool.query('SELECT FROM community_comments WHERE post_id = $1', [bad]);
    expect(left.rowCount).to.equal(0);
  });

  it('are pinned by administrators only', async () => {
    const id = await write();

    expect((await community.user().put(`${path}/${id}/pin`, { is_pinned: true })).body.code).to.equal('ADMIN_REQUIRED');
    expect((await community.admin().put(`${path}/${id}/pin`, { is_pinned: true })).body.post.is_pinned).to.equal(true);
    expect((await community.admin().put(`${path}/${randomUUID()}/pin`, { is_pinned: true })).status).to.equal(404);
  });

  it('count their comments rightly while many are written and deleted at once', async () => {
    const id = await write();
    const authors = Array.from({ length: 20 }, () => community.user());
    const written = await Promise.all(
      authors.map((author) => author.post(`${path}/${id}/comments`, { content: 'hi' })),
    );
    await Promise.all(
      authors.slice(0, 8).flatMap((author, n) => {
        const own = `${path}/${id}/comments/${written[n]?.body.comment.id}`;
        return [author.delete(own), author.delete(own)];
      }),
    );

    const { body } = await community.anybody('GET', `${path}/${id}/comments?limit=5&page=2`);

    expect(body.pagination).to.deep.equal({ page: 2, limit: 5, total: 12, totalPages: 3 });
    expect(body.comments).to.have.length(5);
    const { rows } = await community.pool.query(
      'SELECT count(*)::int AS n FROM community_comments WHERE post_id = $1',
      [id],
    );
    expect(rows).to.deep.equal([{ n: 12 }]);
  });

  it('show comments oldest first, which their author or an administrator deletes', async () => {
    const id = await write();
    const [ann, ben] = [community.user('ann'), community.user('ben')];
    const first = (await ann.post(`${path}/${id}/comments`, { content: 'one' })).body.comment;
    const second = (await ben.post(`${path}/${id}/comments`, { content: 'two' })).body.comment;
    const read = async () =>
      (await community.anybody('GET', `${path}/${id}/comments`)).body.comments.map(
        (c: { content: string }) => c.content,
      );

    expect(await read()).to.deep.equal(['one', 'two']);
    expect(first).to.include({ author_name: 'ann', post_id: id });
    expect((await ben.delete(`${path}/${id}/comments/${first.id}`)).body.code).to.equal('NOT_THE_AUTHOR');
    expect((await ann.delete(`${path}/${await write()}/comments/${first.id}`)).body.code).to.equal('COMMENT_NOT_FOUND');
    expect((await community.admin().delete(`${path}/${id}/comments/${second.id}`)).status).to.equal(200);
    expect(await read()).to.deep.equal(['one']);
    expect((await ann.post(`${path}/${randomUUID()}/comments`, { content: 'x' })).body.code).to.equal('POST_NOT_FOUND');
    expect((await community.anybody('GET', `${path}/${randomUUID()}/comments`)).status).to.equal(404);
    expect((await ann.post(`${path}/${id}/comments`, { content: 'x'.repeat(1_001) })).status).to.equal(422);
    expect((await community.anybody('POST', `${path}/${id}/comments`, { content: 'x' })).status).to.equal(401);
  });
});
