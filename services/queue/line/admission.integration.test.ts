import { expect } from 'chai';
import { closeRedis, type RedisClient } from '../../shared/redis/redis-client.ts';
import { crowd, joinAll, testLine, testRedis } from '../testing/test-line.ts';

describe('admission under the threshold', function () {
  this.timeout(60_000);
  let redis: RedisClient;
  let others: RedisClient[];
  before(async () => {
    redis = await testRedis();
    others = [await testRedis(), await testRedis(), await testRedis()];
    await redis.flushDb();
  });
  after(async () => {
    for (const client of [redis, ...others]) await closeRedis(client);
  });

  it('lets exactly the threshold in when everybody joins at once (10.4 #13: read, then write overshot)', async () => {
    const { event, replica } = testLine(redis, { threshold: 50 });
    const lines = others.map((client) => replica(client));

    const standings = await Promise.all(crowd(600).map((person, i) => lines[i % 3]!.join(event, person)));

    expect(standings.filter(({ state }) => state === 'admitted')).to.have.length(50);
    expect(new Set(standings.map(({ place }) => place)).size, 'I9: two people on one place').to.equal(600);
    expect(Math.max(...standings.map(({ inside }) => inside))).to.equal(50);
  });

  it('never exceeds it while joins, leaves and the rounds of three replicas mix', async () => {
    const { event, replica, pass, line } = testLine(redis, { threshold: 40, batch: 15 });
    const lines = others.map((client) => replica(client));
    const seen: number[] = [];

    for (let second = 0; second < 40; second += 1) {
      pass(1_000);
      const joins = crowd(30).map(async (person, i) => {
        seen.push((await lines[i % 3]!.join(event, `${second}-${person}`)).inside);
      });
      const rounds = lines.map(async (one, i) => {
        const round = await one.tick(event, `replica-${i}`);
        expect(round.over, 'I11').to.equal(0);
        if (round.outcome === 'done') seen.push(round.inside);
      });
      const leaves = crowd(9).map((person) => lines[0]!.leave(event, `${second - 1}-${person}`));
      await Promise.all([...joins, ...rounds, ...leaves]);
      seen.push((await line.inspect(event)).inside);
    }

    expect(Math.max(...seen)).to.equal(40);
  });

  it('admits one batch per interval however many replicas run, and only the holder of the lease (10.4 #14)', async () => {
    const { event, replica, pass, join } = testLine(redis, { threshold: 0, batch: 10 });
    await joinAll(join, crowd(100));
    const lines = others.map((client) => replica(client, { threshold: 1_000 }));
    pass(1_000);

    const rounds = await Promise.all([0, 1, 2, 0, 1, 2].map((i) => lines[i]!.tick(event, `replica-${i}`)));

    expect(rounds.reduce((sum, { admitted }) => sum + admitted, 0)).to.equal(10);
    expect(new Set(rounds.map(({ outcome }) => outcome))).to.deep.equal(new Set(['done', 'too-soon', 'not-mine']));
    const holder = rounds.findIndex(({ outcome }) => outcome === 'done') % 3;
    await lines[0]!.release(event, `replica-${(holder + 1) % 3}`);
    pass(1_000);
    const foreign = await lines[0]!.tick(event, `replica-${(holder + 1) % 3}`);
    expect(foreign.outcome, 'a release by another must not free the lease').to.equal('not-mine');
    await lines[0]!.release(event, `replica-${holder}`);
    const successor = await lines[0]!.tick(event, `replica-${(holder + 1) % 3}`);
    expect(successor).to.include({ outcome: 'done', admitted: 10 });
  });

  it('serves in the order of arrival, with no inversion among the living (I10)', async () => {
    const { event, join, leave, pass, visit, replica } = testLine(redis, { threshold: 0, batch: 37 });
    const people = crowd(500);
    await joinAll(join, people);
    const leavers = people.filter((_, i) => i % 10 < 3);
    for (const person of leavers) await leave(person);
    const living = people.filter((_, i) => i % 10 >= 3);
    const open = replica(redis, { threshold: 1_000 });

    for (let served = 0; served < living.length; ) {
      pass(1_000);
      served += (await open.tick(event, 'replica')).admitted;
      const standings = await Promise.all(living.map(visit));
      const admitted = standings.map(({ state }) => state === 'admitted');
      expect(admitted.lastIndexOf(true) + 1, 'nobody behind is in before somebody ahead').to.equal(served);
      expect(standings.find(({ state }) => state === 'waiting')?.ahead ?? 0).to.equal(0);
    }
  });

  it('does not stall when 30 % abandon: every round admits a full batch of living people (AWS #154)', async () => {
    const { event, join, visit, passTicking, pass, replica } = testLine(redis, { threshold: 0, batch: 70 });
    const people = crowd(1_000);
    await joinAll(join, people);
    const living = people.filter((_, i) => i % 10 >= 3);
    for (let minute = 0; minute < 12; minute += 1) {
      await Promise.all(living.map(visit));
      await passTicking(60_000);
    }
    const open = replica(redis, { threshold: 1_000 });

    const rounds: number[] = [];
    for (let second = 0; second < 10; second += 1) {
      pass(1_000);
      rounds.push((await open.tick(event, 'replica')).admitted);
    }

    expect(rounds).to.deep.equal(Array.from({ length: 10 }, () => 70));
    const standings = await Promise.all(living.map(visit));
    expect(standings.every(({ state }) => state === 'admitted')).to.equal(true);
  });

  it('gives an admission that nobody claims to the next person', async () => {
    const { join, visit, pass, tick, line, event } = testLine(redis, { threshold: 0 });
    await joinAll(join, ['asleep', 'awake']);
    await line.setThreshold(event, 1);
    pass(1_000);
    await tick();

    pass(120_000);
    const round = await tick();

    expect(round).to.include({ expired: 1, admitted: 1 });
    expect((await visit('asleep')).state).to.equal('none');
    expect(await visit('awake')).to.include({ state: 'admitted', happened: 'claimed' });
  });

  it('prolongs an admission by visits only up to the cap (10.4 #12: idle tabs kept slots for ever)', async () => {
    const { join, visit, passTicking, now } = testLine(redis, { threshold: 1 });
    const { admissionEndsAt } = await join('idle tab');
    await join('next');
    expect(admissionEndsAt - now()).to.equal(600_000);

    const ends: number[] = [];
    const begin = now();
    for (let minute = 0; minute < 19; minute += 1) {
      await passTicking(60_000);
      ends.push((await visit('idle tab')).admissionEndsAt - begin);
      await visit('next');
    }
    expect(ends[0]).to.equal(660_000);
    expect(Math.max(...ends)).to.equal(1_200_000);

    await passTicking(60_000);
    expect((await visit('idle tab')).state).to.equal('none');
    expect((await visit('next')).state).to.equal('admitted');
  });

  it('pauses at threshold 0 and obeys a threshold of the event without sending anybody away', async () => {
    const { event, line, join, tick, pass } = testLine(redis, { threshold: 5 });
    await line.setThreshold(event, 0);
    await joinAll(join, crowd(10));
    pass(1_000);
    expect(await tick()).to.include({ admitted: 0, inside: 0, waiting: 10 });

    await line.setThreshold(event, 7);
    pass(1_000);
    expect(await tick()).to.include({ admitted: 7, inside: 7, waiting: 3 });

    await line.setThreshold(event, 2);
    pass(1_000);
    expect(await tick()).to.include({ admitted: 0, inside: 7, over: 0 });
  });

  it('measures the rate across replicas and restarts (10.4 #15: counted per process)', async () => {
    const { event, join, visit, pass, replica } = testLine(redis, { threshold: 0, batch: 20 });
    await joinAll(join, crowd(1_000));
    for (let second = 0; second < 10; second += 1) {
      pass(1_000);
      const fresh = replica(others[second % 3]!, { threshold: 1_000 });
      await fresh.tick(event, 'replica');
    }

    const { rate } = await visit('person-999');

    expect(rate).to.deep.equal({ overMs: 10_000, admitted: 200 });
  });

  it('survives a clock that jumps back', async () => {
    const { join, tick, pass, visit } = testLine(redis, { threshold: 1, batch: 1 });
    await joinAll(join, crowd(3));
    pass(1_000);
    await tick();
    pass(-300_000);

    const round = await tick();

    expect(round).to.include({ outcome: 'done', inside: 1, waiting: 2 });
    expect((await visit('person-1')).ahead).to.equal(0);
  });
});
