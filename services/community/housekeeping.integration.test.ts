import { expect } from 'chai';
import { forgetViews } from './housekeeping.ts';
import { runCommunity } from './testing/running-community.ts';

describe('housekeeping of community', function () {
  this.timeout(120_000);

  it('forgets who has seen what once it cannot keep a view from counting any more', async () => {
    const community = await runCommunity();
    await community.pool.query(
      `INSERT INTO views (subject, viewer, seen_at)
       SELECT gen_random_uuid(), '\\x00', now() - make_interval(secs => s) FROM unnest(ARRAY[0, 1700, 1900]) AS s`,
    );

    await forgetViews(community.pool, 1_800);

    const { rowCount } = await community.pool.query('SELECT FROM views');
    expect(rowCount).to.equal(2);
    await community.close();
  });
});
