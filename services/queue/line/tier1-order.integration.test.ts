import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { closeRedis, type RedisClient } from '../../shared/redis/redis-client.ts';
import { crowd, joinAll, testLine, testRedis } from '../testing/test-line.ts';
import { lineKeys } from './line-keys.ts';

/** The same numbers in an order that everybody can repeat. */
const shuffled = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => i + 1).sort((a, b) => ((a * 7_919) % 10_007) - ((b * 7_919) % 10_007));
const withPass = (place: number) => ({ place, pass: randomUUID() });

describe('one line through both tiers (E3; 10.1 #13, #29)', function () {
  this.timeout(60_000);
  let redis: RedisClient;
  before(async () => {
    redis = await testRedis();
    await redis.flushDb();
  });
  after(() => closeRedis(redis));

  it('admits 1,000 people in the order of their places in Tier 1, whatever order they arrive in: 0 inversions', async () => {
    const { event, line, join, visit, pass, tick } = testLine(redis, { threshold: 0, batch: 100 });
    const places = shuffled(1_000);
    await joinAll(join, crowd(50));
    for (const place of places) await join(`early-${place}`, withPass(place));

    await line.setThreshold(event, 100_000);
    let before = 0;
    for (let round = 1; round <= 10; round += 1) {
      pass(1_000);
      await tick();
      const admitted = await Promise.all(
        places.map(async (place) => ((await visit(`early-${place}`)).state === 'admitted' ? place : 0)),
      );
      const count = admitted.filter((place) => place > 0).length;
      expect(Math.max(...admitted), 'the highest place inside').to.equal(count);
      expect(count).to.equal(before + 100);
      before = count;
    }
  });

  it('lets people without one come after, in the order in which they came, and counts who is ahead', async () => {
    const { event, line, join, visit, pass, tick } = testLine(redis, { threshold: 0, batch: 1 });
    expect(await join('first without')).to.include({ ahead: 0 });
    expect(await join('place 9', withPass(9))).to.include({ happened: 'joined', ahead: 0, waiting: 2 });
    expect(await join('place 4', withPass(4))).to.include({ ahead: 0, waiting: 3 });
    expect(await join('second without')).to.include({ ahead: 3, waiting: 4 });
    expect(await visit('first without')).to.include({ ahead: 2 });
    expect(await visit('place 9')).to.include({ ahead: 1 });

    await line.setThreshold(event, 10);
    const order: string[] = [];
    const people = ['first without', 'place 9', 'place 4', 'second without'];
    for (let round = 0; round < 4; round += 1) {
      pass(1_000);
      await tick();
      for (const person of people) {
        if (!order.includes(person) && (await visit(person)).state === 'admitted') order.push(person);
      }
    }

    expect(order).to.deep.equal(['place 4', 'place 9', 'first without', 'second without']);
  });

  it('gives one pass one place: whoever else shows it comes after like everybody', async () => {
    const { join, visit } = testLine(redis, { threshold: 0 });
    const shared = withPass(3);
    await join('place 7', withPass(7));

    await join('holder', shared);
    await join('friend', shared);
    await join('holder', shared);

    expect(await visit('holder')).to.include({ ahead: 0 });
    expect(await visit('place 7')).to.include({ ahead: 1, waiting: 3 });
    expect(await visit('friend')).to.include({ ahead: 2 });
  });

  it('gives no second place for a pass that has been used, after admission, leaving, or an empty line', async () => {
    const { join, leave, visit } = testLine(redis, { threshold: 0 });
    const used = withPass(1);
    await join('holder', used);
    await leave('holder');
    await join('place 5', withPass(5));

    await join('friend', used);

    expect(await visit('friend')).to.include({ ahead: 1 });
    expect(await visit('place 5')).to.include({ ahead: 0 });
  });

  it('moves somebody who waits already to where their pass belongs', async () => {
    const { join, visit, leave } = testLine(redis, { threshold: 0 });
    await joinAll(join, ['somebody', 'late shower', 'other']);

    expect(await join('late shower', withPass(12))).to.include({ state: 'waiting', ahead: 0, waiting: 3 });

    expect(await visit('somebody')).to.include({ ahead: 1 });
    expect(await visit('other')).to.include({ ahead: 2 });
    expect(await leave('late shower')).to.equal('waiting');
    expect(await visit('other')).to.include({ ahead: 1, waiting: 2 });
  });

  it('admits at once when nobody waits and there is room', async () => {
    const { join, visit } = testLine(redis, { threshold: 1 });

    expect(await join('early', withPass(8))).to.include({ state: 'admitted', happened: 'joined-and-admitted' });
    expect(await visit('early')).to.include({ state: 'admitted', inside: 1 });
  });

  it('drops the silent after their time-out, and gives their turn to the next', async () => {
    const { event, line, join, visit, passTicking, pass, tick } = testLine(redis, { threshold: 0 });
    await join('silent', withPass(1));
    await join('alive', withPass(2));
    for (let minute = 0; minute < 12; minute += 1) {
      await passTicking(60_000);
      await visit('alive');
    }

    expect(await visit('silent')).to.include({ state: 'none', waiting: 1 });
    await line.setThreshold(event, 1);
    pass(1_000);
    await tick();
    expect(await visit('alive')).to.include({ state: 'admitted' });
  });

  it('never admits more than the threshold from both kinds together (I11)', async () => {
    const { event, line, join, pass, tick } = testLine(redis, { threshold: 0, batch: 100 });
    await joinAll(join, crowd(20));
    for (const place of shuffled(20)) await join(`early-${place}`, withPass(place));
    await line.setThreshold(event, 25);

    for (let round = 0; round < 3; round += 1) {
      pass(1_000);
      expect(await tick()).to.include({ inside: 25, over: 0 });
    }

    expect(await line.inspect(event)).to.include({ inside: 25, waiting: 15 });
  });

  it('begins anew after clearing: those sent away may show their passes again', async () => {
    const { event, line, join, visit } = testLine(redis, { threshold: 0 });
    const own = withPass(2);
    await join('without');
    await join('early', own);
    await line.clear(event);
    expect((await visit('early')).state).to.equal('none');

    await join('without');
    await join('early', own);

    expect(await visit('early')).to.include({ ahead: 0, waiting: 2 });
  });

  it('goes on with the counters of a version that knew nothing of Tier 1', async () => {
    const { event, join, visit } = testLine(redis, { threshold: 0 });
    await joinAll(join, ['one', 'two']);
    const [queue = ''] = lineKeys(event);
    await redis.eval(`redis.call('SET', KEYS[1], string.sub(redis.call('GET', KEYS[1]), 1, 84))`, { keys: [queue] });

    expect(await visit('two')).to.include({ ahead: 1 });
    expect(await join('three')).to.include({ ahead: 2, waiting: 3 });
  });
});
