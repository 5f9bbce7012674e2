import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { type RunningCommunity, runCommunity } from '../testing/running-community.ts';

describe('news', function () {
  this.timeout(120_000);
  let community: RunningCommunity;

  before(async () => {
    community = await runCommunity();
  });
  after(() => community.close());

  const words = { title: 'Tour', content: 'It begins.' };

  it('are written by administrators only, under their own name (10.3 #36)', async () => {
    const editor = community.admin('editor');
    const written = await editor.post('/api/news', { ...words, is_pinned: true });

    expect(written.status).to.equal(201);
    expect(written.body.news).to.include({
      ...words,
      author: 'editor',
      author_id: editor.id,
      is_pinned: true,
      views: 0,
    });
    expect((await community.user().post('/api/news', words)).body.code).to.equal('ADMIN_REQUIRED');
    expect((await community.anybody('POST', '/api/news', words)).status).to.equal(401);
    expect((await editor.post('/api/news', { ...words, author_id: randomUUID() })).status).to.equal(422);
    expect((await editor.post('/api/news', { ...words, author: 'somebody else' })).status).to.equal(422);
  });

  it('are changed by their author, deleted by any administrator, who leaves a trace', async () => {
    const [editor, other] = [community.admin(), community.admin()];
    const { id } = (await editor.post('/api/news', words)).body.news;
    const changed = { title: 'New', content: 'Words', is_pinned: true };

    expect((await editor.put(`/api/news/${id}`, changed)).body.news).to.include(changed);
    expect((await other.put(`/api/news/${id}`, changed)).body.code).to.equal('NOT_THE_AUTHOR');
    expect((await community.user().put(`/api/news/${id}`, changed)).body.code).to.equal('ADMIN_REQUIRED');
    expect((await community.user().delete(`/api/news/${id}`)).body.code).to.equal('ADMIN_REQUIRED');
    expect((await other.delete(`/api/news/${id}`)).status).to.equal(200);
    expect((await other.delete(`/api/news/${id}`)).body.code).to.equal('NEWS_NOT_FOUND');
    expect((await editor.put(`/api/news/${id}`, changed)).status).to.equal(404);
    const { rows } = await community.pool.query('SELECT admin_id, action FROM moderation_log WHERE subject = $1', [id]);
    expect(rows).to.deep.equal([{ admin_id: other.id, action: 'DELETE_NEWS' }]);
  });

  it('are read by anybody, pinned first, and count a reload once', async () => {
    const editor = community.admin();
    const { id: pinned } = (await editor.post('/api/news', { ...words, is_pinned: true })).body.news;
    const { id: plain } = (await editor.post('/api/news', words)).body.news;

    const list = (await community.anybody('GET', '/api/news?limit=100')).body;
    const ids = list.news.map(({ id }: { id: string }) => id);
    for (let n = 0; n < 3; n++) await community.anybody('GET', `/api/news/${plain}`);
    const { body } = await community.user().get(`/api/news/${plain}`);

    expect(ids.indexOf(pinned)).to.be.lessThan(ids.indexOf(plain));
    expect(list.pagination).to.include({ page: 1, limit: 100 });
    expect(body.news.views).to.equal(2);
    expect((await community.anybody('GET', `/api/news/${randomUUID()}`)).body.code).to.equal('NEWS_NOT_FOUND');
  });
});
