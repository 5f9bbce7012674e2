import { expect } from 'chai';
import { closeRedis, type RedisClient } from '../../shared/redis/redis-client.ts';
import { crowd, joinAll, testLine, testRedis } from '../testing/test-line.ts';
import { activeEventsKey, lineKeys } from './line-keys.ts';
import { resetScript } from './scripts/reset.ts';

describe('places in the line', function () {
  this.timeout(60_000);
  let redis: RedisClient;
  before(async () => {
    redis = await testRedis();
    await redis.flushDb();
  });
  after(() => closeRedis(redis));

  it('gives one person one place, however many tabs and devices ask at once', async () => {
    const { event, join, line } = testLine(redis, { threshold: 0 });

    const standings = await Promise.all(Array.from({ length: 50 }, () => join('one person')));

    expect(new Set(standings.map(({ place }) => place))).to.deep.equal(new Set([1]));
    expect(standings.filter(({ happened }) => happened === 'joined')).to.have.length(1);
    expect((await line.inspect(event)).waiting).to.equal(1);
  });

  it('shows the living people ahead, at once when somebody leaves and for blocks of sums too', async () => {
    const { join, leave, tick, visit, pass } = testLine(redis, { threshold: 0 });
    await joinAll(join, crowd(20_000));
    pass(1_000);
    await tick();
    expect((await visit('person-19999')).ahead).to.equal(19_999);

    for (const person of ['person-5', 'person-9000', 'person-17000']) await leave(person);

    // The leaver in the same block counts at once, those in blocks before with the next round.
    expect((await visit('person-17001')).ahead).to.equal(17_000);
    pass(1_000);
    await tick();
    expect((await visit('person-4')).ahead).to.equal(4);
    expect((await visit('person-6')).ahead).to.equal(5);
    expect((await visit('person-9001')).ahead).to.equal(8_999);
    expect((await visit('person-19999')).ahead).to.equal(19_996);
    expect((await visit('person-19999')).waiting).to.equal(19_997);
  });

  it('counts right between rounds, while the line has grown past the last sum', async () => {
    const { join, tick, pass, visit } = testLine(redis, { threshold: 0 });
    await joinAll(join, crowd(100));
    pass(1_000);
    await tick();
    const later = Array.from({ length: 20_000 }, (_, i) => `late-${i}`);

    await joinAll(join, later);

    expect((await visit('late-19999')).ahead).to.equal(20_099);
  });

  it('keeps a place through a lost connection until the time-out, and not for ever', async () => {
    const { join, visit, passTicking } = testLine(redis, { threshold: 0 });
    await joinAll(join, ['ahead', 'lost', 'behind']);
    await passTicking(590_000);
    expect(await visit('lost')).to.include({ state: 'waiting', place: 2 });
    expect(await visit('behind')).to.include({ state: 'waiting' });

    await passTicking(670_000);

    expect((await visit('lost')).state).to.equal('none');
    expect(await join('lost'), 'starts again at the end').to.include({ state: 'waiting', place: 4 });
  });

  it('times people out one by one: signs of life carry a place through any wait', async () => {
    const { join, visit, passTicking } = testLine(redis, { threshold: 0 });
    await joinAll(join, ['silent', 'alive']);

    for (let minute = 0; minute < 15; minute += 1) {
      await passTicking(60_000);
      await visit('alive');
    }

    expect(await visit('alive')).to.include({ state: 'waiting', place: 2, ahead: 0, waiting: 1 });
  });

  it('does not hold an outage of ours against anybody', async () => {
    const { join, visit, pass, tick } = testLine(redis, { threshold: 0 });
    await joinAll(join, crowd(3));
    pass(1_000);
    await tick();

    pass(3_600_000);
    await tick();

    expect(await visit('person-2')).to.include({ state: 'waiting', ahead: 2 });
  });

  it('frees a place on leaving, for good: later rounds do not bring it back', async () => {
    const { join, leave, visit, passTicking, tick, pass, line, event } = testLine(redis, { threshold: 0, batch: 1 });
    await joinAll(join, ['goes', 'stays']);
    await passTicking(120_000);
    await visit('stays');

    expect(await leave('goes')).to.equal('waiting');
    expect(await leave('goes')).to.equal('absent');
    await passTicking(120_000);

    expect(await visit('stays')).to.include({ ahead: 0, waiting: 1 });
    await line.setThreshold(event, 1);
    pass(1_000);
    await tick();
    expect((await visit('stays')).state).to.equal('admitted');
    expect((await visit('goes')).state).to.equal('none');
  });

  it('frees at once the slot of a person who leaves before having come for it', async () => {
    const { join, leave, tick, pass, visit, event, line } = testLine(redis, { threshold: 0 });
    await joinAll(join, ['asleep', 'next']);
    await line.setThreshold(event, 1);
    pass(1_000);
    await tick();

    expect(await leave('asleep')).to.equal('admitted');
    pass(1_000);
    await tick();

    expect((await visit('next')).state).to.equal('admitted');
  });

  it('counts the slot of a leaver until the token has ended: no more people can buy than the threshold', async () => {
    const { join, leave, tick, pass, passTicking, visit, now } = testLine(redis, { threshold: 1 });
    const { admissionEndsAt } = await join('inside');
    await join('next');

    expect(await leave('inside')).to.equal('admitted');
    expect(await leave('inside')).to.equal('absent');
    expect((await visit('inside')).state).to.equal('none');
    await passTicking(590_000);
    expect(await visit('next'), 'the token of the leaver still works').to.include({ state: 'waiting', inside: 1 });

    pass(admissionEndsAt - now());
    await tick();
    expect((await visit('next')).state).to.equal('admitted');
  });

  it('gives a person who leaves and comes back the same slot, so that nobody fills the room alone', async () => {
    const { join, leave, visit, now } = testLine(redis, { threshold: 2 });
    const first = await join('restless');
    for (let times = 0; times < 5; times += 1) {
      await leave('restless');
      const back = await join('restless');
      expect(back).to.include({ state: 'admitted', place: first.place, claimedAt: first.claimedAt, inside: 1 });
    }
    expect(await join('other')).to.include({ state: 'admitted', inside: 2 });
    expect((await visit('restless')).admissionEndsAt - now()).to.equal(600_000);
  });

  it('finds everybody while buckets split, and empties them again', async () => {
    const { event, join, visit, leave, line, passTicking } = testLine(redis, { threshold: 0 });
    const people = crowd(5_000);
    await joinAll(join, people);

    const standings = await Promise.all(people.map(visit));

    expect(standings.map(({ place }) => place)).to.deep.equal(people.map((_, i) => i + 1));
    const buckets = await redis.keys(`{${event}}:queue:*`);
    for (const bucket of buckets) expect(await redis.sendCommand(['OBJECT', 'ENCODING', bucket])).to.equal('listpack');
    await Promise.all(people.slice(0, 10).map(leave));
    await passTicking(800_000, 5_000);
    expect(await line.inspect(event)).to.include({ waiting: 0 });
    expect(await redis.keys(`{${event}}:queue:*`), 'the gone are swept out').to.deep.equal([]);
  });

  it('needs at most 40 bytes a person, signs of life included (sorted sets: 284)', async () => {
    const { join, passTicking, visit } = testLine(redis, { threshold: 0 });
    const people = crowd(50_000);
    const before = await usedMemory(redis);

    await joinAll(join, people);
    for (let slot = 0; slot < 11; slot += 1) {
      await passTicking(60_000);
      // One sign of life at the far end makes the bitmap of its slot as long as it gets.
      await visit('person-49999');
      if (slot === 5) await joinAll(visit, people);
    }
    expect((await visit('person-49999')).waiting).to.equal(50_000);
    const perPerson = ((await usedMemory(redis)) - before) / people.length;

    console.log(`      ${perPerson.toFixed(1)} bytes a person`);
    expect(perPerson).to.be.below(40);
  });
});

describe('the end of a line', () => {
  let redis: RedisClient;
  before(async () => {
    redis = await testRedis();
  });
  after(() => closeRedis(redis));

  it('leaves nothing in Redis when nobody is there any more', async () => {
    const { event, join, leave, tick, pass, line } = testLine(redis, { threshold: 2 });
    await joinAll(join, crowd(5));
    await Promise.all(crowd(5).map(leave));
    pass(600_000);
    expect((await tick()).idle).to.equal(true);

    expect(await line.retire(event)).to.equal(true);

    await line.release(event, 'replica');
    expect(await redis.keys(`*${event}*`)).to.deep.equal([]);
    expect(await line.activeEvents()).not.to.include(event);
  });

  it('is not ended under a person who joins at that moment (10.4 #14: dropped from the active set)', async () => {
    const { event, join, leave, tick, pass, line, visit } = testLine(redis, { threshold: 1 });
    await join('gone');
    await leave('gone');
    pass(600_000);
    expect((await tick()).idle).to.equal(true);
    await join('just in time');

    expect(await line.retire(event)).to.equal(false);

    expect((await visit('just in time')).state).to.equal('admitted');
    expect(await line.activeEvents()).to.include(event);
  });

  it('comes back on the list of events by any visit when a crash took it off', async () => {
    const { event, join, tick, pass, visit, line } = testLine(redis, { threshold: 0 });
    await join('somebody');
    pass(1_000);
    await tick();
    await redis.sRem(activeEventsKey, event);

    pass(6_000);
    await visit('somebody');

    expect(await line.activeEvents()).to.include(event);
  });

  it('leaves no buckets behind when the process that cleared it died midway', async () => {
    const { event, join, line, tick, pass } = testLine(redis, { threshold: 0 });
    await joinAll(join, crowd(500));
    await redis.sendCommand(['EVAL', resetScript, String(lineKeys(event).length), ...lineKeys(event), '0', '0']);
    expect(await redis.keys(`{${event}}:queue:*`)).to.have.length.above(5);

    pass(1_000);
    expect((await tick()).idle, 'the event is still on the list and looked after').to.equal(true);
    await line.retire(event);

    await line.release(event, 'replica');
    expect(await redis.keys(`*${event}*`)).to.deep.equal([]);
  });

  it('is cleared by an operator with everybody in it, and begins again at place 1', async () => {
    const { event, join, line, visit } = testLine(redis, { threshold: 0 });
    await joinAll(join, crowd(1_200));
    await line.setThreshold(event, 2);

    expect(await line.clear(event)).to.deep.equal({ waiting: 1_200, inside: 0 });

    expect(await redis.keys(`{${event}}*`), 'only the threshold stays').to.deep.equal([`{${event}}:threshold`]);
    expect((await visit('person-0')).state).to.equal('none');
    expect(await join('person-700')).to.include({ place: 1, state: 'admitted', threshold: 2 });
  });

  it('counts slots with a token through a clearing until they end, the unclaimed ones not', async () => {
    const { event, join, line, visit, tick, pass, leave } = testLine(redis, { threshold: 3 });
    await joinAll(join, crowd(10));
    await leave('person-0');
    await line.setThreshold(event, 5);
    pass(1_000);
    expect((await tick()).admitted, 'two more, who do not come').to.equal(2);

    expect(await line.clear(event)).to.deep.equal({ waiting: 5, inside: 5 });

    expect((await visit('person-1')).state).to.equal('none');
    expect((await visit('person-9')).state).to.equal('none');
    expect(await line.inspect(event)).to.include({ waiting: 0, inside: 3 });
    await joinAll(join, ['later-0', 'later-1', 'later-2']);
    expect(await visit('later-1')).to.include({ state: 'admitted', place: 12 });
    expect(await visit('later-2')).to.include({ state: 'waiting', ahead: 0, inside: 5 });
    await Promise.all(['later-0', 'later-1', 'later-2'].map(leave));
    pass(601_000);
    expect((await tick()).idle).to.equal(true);
    expect(await line.retire(event)).to.equal(true);
    await line.release(event, 'replica');
    expect(await redis.keys(`{${event}}*`)).to.deep.equal([`{${event}}:threshold`]);
    expect(await line.activeEvents()).not.to.include(event);
  });
});

async function usedMemory(redis: RedisClient): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);
}
