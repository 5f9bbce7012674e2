import { expect } from 'chai';
import { forgetOld } from './housekeeping.ts';
import { purchase } from './testing/made-events.ts';
import { runStats } from './testing/running-stats.ts';

describe('housekeeping of stats', function () {
  this.timeout(120_000);

  it('forgets what was taken in after twice the time that Kafka keeps it (10.4 #4), and never the log', async () => {
    const stats = await runStats();
    await stats.happened(purchase().requested('2020-01-01T10:00:00Z'));
    await stats.pool.query(
      `INSERT INTO inbox (consumer_group, event_id, received_at)
       SELECT 'g', gen_random_uuid(), now() - make_interval(days => d) FROM unnest(ARRAY[0, 7, 13, 15]) AS d`,
    );

    await forgetOld(stats.pool);

    const { rows } = await stats.pool.query(
      'SELECT (SELECT count(*)::int FROM inbox) AS inbox, (SELECT count(*)::int FROM event_log) AS log',
    );
    expect(rows).to.deep.equal([{ inbox: 3, log: 1 }]);
    await stats.close();
  });
});
