import { expect } from 'chai';
import { advanceLines } from '../../edge/vwr-advancer/advancer-run.ts';
import { readSettings } from '../../edge/vwr-advancer/settings.ts';
import { MemoryLine } from './memory-line.ts';
import { type FaultPlan, TestTables } from './tables.ts';
import { VirtualTime } from './virtual-time.ts';
import { edgeVerifier, eventId, instance, Visitor } from './visitor.ts';

// runtime.md 2.2: what the handlers of AWS's waiting room get wrong, one test for each number.

describe('the nine faults of AWS Virtual Waiting Room', () => {
  let tables: TestTables;
  beforeEach(async () => {
    tables = await TestTables.start();
    await tables.open(eventId);
  });
  afterEach(() => tables.stop());
  const begun = Date.UTC(2026, 0, 1);
  let later = 0;
  /**
   * The clocks of all instances stand still until a second passes by this, after which they look at the line anew: a slow
   * machine must not let a block of places end in the middle of a test.
   */
  const passSecond = () => {
    later += 1_001;
  };
  const clocks = { wall: () => begun + later, monotonic: () => later };
  const edge = edgeVerifier(() => new Date(clocks.wall()));
  const api = (plan?: FaultPlan) =>
    instance({ counters: tables.counters(plan), positions: tables.positions(plan), clocks });
  const claimOf = (index: number) => `claim-of-visitor-number-${index}`;

  it('1: a request that is delivered again moves nobody', async () => {
    const instances = [api(), api(), api()];
    const places = new Map<string, unknown>();
    for (let index = 0; index < 30; index += 1) {
      const visitor = new Visitor(claimOf(index));
      const { body } = await visitor.join(instances[index % 3]!);
      places.set(claimOf(index), body.position);
    }
    for (let index = 0; index < 30; index += 1) {
      const again = await new Visitor(claimOf(index)).join(instances[(index + 1) % 3]!);
      expect(again.body.position).to.equal(places.get(claimOf(index)));
    }
    const visitor = new Visitor();
    const { body } = await visitor.join(api());
    expect((await visitor.join(api())).body).to.deep.include({ requestId: body.requestId, position: body.position });
  });

  it('2: writes that fail or whose answer is lost give no place twice, and a place that was not written to the next', async () => {
    let calls = 0;
    const shaky = api((command) => {
      calls += 1;
      if (command !== 'PutItemCommand') return undefined;
      return calls % 3 === 0 ? 'throttled' : calls % 5 === 0 ? 'lost' : undefined;
    });
    const given = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => new Visitor(claimOf(index)).join(shaky)),
    );
    const told = given.flatMap(({ status, body }) => (status === 200 ? [Number(body.position)] : []));
    expect(new Set(told).size).to.equal(told.length);
    const kept = await tables.places(eventId);
    expect(new Set(kept.map(({ place }) => place)).size).to.equal(kept.length);
    for (const place of told) expect(kept.some((position) => position.place === place)).to.equal(true);
  });

  it('2: throttled writes leave no place to nobody', async () => {
    let calls = 0;
    const throttled = api((command) => {
      calls += 1;
      return command === 'PutItemCommand' && calls % 2 === 0 ? 'throttled' : undefined;
    });
    for (let index = 0; index < 40; index += 1) await new Visitor(claimOf(index)).join(throttled);
    const kept = (await tables.places(eventId)).map(({ place }) => place).sort((a, b) => a - b);
    expect(kept.length).to.be.greaterThan(30);
    expect(kept).to.deep.equal(kept.map((_, index) => index + 1));
  });

  it('3: junk takes no place', async () => {
    const one = api();
    await new Visitor().join(one);
    const junk: object[] = [{ userId: '<script>' }, { userId: 7 }, { claim: 'short' }, { claim: ['x'] }];
    for (const body of junk) expect((await new Visitor().join(one, eventId, body)).status).to.equal(422);
    for (const event of ['x', `${eventId}x`, '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a9999', '__proto__'])
      expect((await new Visitor().join(one, event)).status).to.equal(404);
    expect((await new Visitor().join(one)).body.position).to.equal(2);
  });

  it('4: a function instance that is used again carries nothing over', async () => {
    const line = new MemoryLine();
    line.open(eventId, { nextPosition: 1_000 });
    const time = new VirtualTime();
    const run = (owner: string) =>
      time.finish(
        advanceLines({
          counters: line,
          owner,
          batch: 10,
          cycleMs: 10_000,
          loopMs: 55_000,
          clocks: time.clocks(),
          sleep: time.sleep,
          originIsWell: async () => true,
          report: () => undefined,
        }),
      );
    await run('first');
    expect(line.lines.get(eventId)?.servingCounter).to.equal(60);
    time.advance(60_000 - time.now);
    await run('second');
    expect(line.lines.get(eventId)?.servingCounter).to.equal(120);
  });

  it('5: no step can be negative', async () => {
    for (const batch of ['-30', '0', '1.5', 'many', '', undefined])
      expect(() => readSettings({ TABLE_COUNTERS: 'counters', BATCH_SIZE: batch })).to.throw('BATCH_SIZE');
    await tables.open(eventId, { next: 100, serving: 50 });
    const [seen] = await tables.counters().active();
    const back = { eventId, seen: seen!, servingCounter: 20, advancer: 'a' };
    expect(await tables.counters().move(back)).to.equal(undefined);
    expect((await tables.counters().read(eventId))?.servingCounter).to.equal(50);
  });

  it("6: nobody's wish becomes the life of a pass, their own or another's", async () => {
    await tables.open(eventId, { next: 10, serving: 10 });
    await tables.set(eventId, 'isActive', { BOOL: true });
    const one = api();
    const greedy = new Visitor();
    await greedy.join(one, eventId, { validity: 999_999, ttl: 999_999, tokenSeconds: 999_999 });
    const modest = new Visitor();
    await modest.join(one);
    await tables.set(eventId, 'servingCounter', { N: '12' });
    passSecond();
    for (const visitor of [greedy, modest]) {
      const { iat, exp } = edge.verify(String((await visitor.check(one)).body.token));
      expect(exp - iat).to.equal(600);
    }
  });

  it('7: a pass depends on nothing that could fail after it was issued, and writes nothing', async () => {
    let away = false;
    const one = api(() => (away ? 'throttled' : undefined));
    const visitor = new Visitor();
    await visitor.join(one);
    await tables.set(eventId, 'servingCounter', { N: '1' });
    passSecond();
    const writes = () => (tables.calls.get('PutItemCommand') ?? 0) + (tables.calls.get('UpdateItemCommand') ?? 0);
    const before = writes();
    expect((await visitor.check(one)).body.admitted).to.equal(true);
    away = true;
    passSecond();
    const { body } = await visitor.check(one);
    expect(edge.verify(String(body.token)).jti).to.equal(visitor.requestId);
    expect(writes()).to.equal(before);
  });

  it('8: asking twice at the same time counts nobody twice', async () => {
    const instances = [api(), api()];
    const visitors = [new Visitor(), new Visitor(), new Visitor()];
    for (const visitor of visitors) await visitor.join(instances[0]!);
    const { nextPosition = 0 } = (await tables.counters().read(eventId)) ?? {};
    await tables.set(eventId, 'servingCounter', { N: '1' });
    const fresh = [api(), api()];
    const passes = await Promise.all(fresh.flatMap((one) => [visitors[0]!.check(one), visitors[0]!.check(one)]));
    expect(new Set(passes.map(({ body }) => edge.verify(String(body.token)).jti)).size).to.equal(1);
    const { body } = await visitors[0]!.status(fresh[0]!);
    expect(body).to.deep.include({ totalInQueue: nextPosition, serving: 1, waitingCount: nextPosition - 1 });
  });

  it('9: a counter that lost its last increments gives no place twice where it is known better', async () => {
    const one = api();
    const before = await Promise.all(Array.from({ length: 50 }, async () => new Visitor().join(one)));
    await tables.set(eventId, 'nextPosition', { N: '20' });
    const after = [];
    for (let index = 0; index < 60; index += 1) after.push(await new Visitor().join(one));
    const places = [...before, ...after].map(({ body }) => Number(body.position));
    expect(new Set(places).size).to.equal(110);
  });

  it('9: an instance that dies with places in hand takes them along: nobody else gets them', async () => {
    for (let index = 0; index < 10; index += 1) {
      const doomed = api();
      await Promise.all(Array.from({ length: 7 }, async () => new Visitor().join(doomed)));
    }
    const kept = await tables.places(eventId);
    expect(new Set(kept.map(({ place }) => place)).size).to.equal(70);
  });
});
