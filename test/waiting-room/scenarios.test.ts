import { expect } from 'chai';
import { advanceLines } from '../../edge/vwr-advancer/advancer-run.ts';
import type { VwrApiOptions } from '../../edge/vwr-api/api-options.ts';
import { MemoryLine } from './memory-line.ts';
import { type Fault, TestTables } from './tables.ts';
import { VirtualTime } from './virtual-time.ts';
import { edgeVerifier, eventId, instance, Visitor } from './visitor.ts';

// runtime.md 3.2 D, as far as Tier 1 takes part. After each: no place twice, no person with two (I9).

const claimOf = (index: number) => `claim-of-visitor-number-${index}`;

describe('the waiting room under strain, in the tables', () => {
  let tables: TestTables;
  beforeEach(async () => {
    tables = await TestTables.start();
    await tables.open(eventId);
  });
  afterEach(() => tables.stop());

  it('1,200 joins on 8 instances, 3 of which die, 5 in 100 delivered twice, writes throttled and lost', async () => {
    let calls = 0;
    const plan = (): Fault => {
      calls += 1;
      return calls % 23 === 0 ? 'throttled' : calls % 31 === 0 ? 'lost' : undefined;
    };
    const make = () => instance({ counters: tables.counters(plan), positions: tables.positions(plan) });
    const instances: VwrApiOptions[] = Array.from({ length: 8 }, make);
    const told = new Map<number, Set<unknown>>();
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < 1_200) {
        const index = next;
        next += 1;
        if (index === 400) for (const dead of [1, 4, 6]) instances[dead] = make();
        for (let time = 0; time < (index % 20 === 0 ? 2 : 1); time += 1) {
          const { status, body } = await new Visitor(claimOf(index)).join(instances[(index + time) % 8]!);
          if (status === 200) told.set(index, (told.get(index) ?? new Set()).add(body.position));
        }
      }
    };
    await Promise.all(Array.from({ length: 24 }, worker));

    const kept = await tables.places(eventId);
    expect(new Set(kept.map(({ place }) => place)).size, 'places').to.equal(kept.length);
    expect(new Set(kept.map(({ requestId }) => requestId)).size, 'requests').to.equal(kept.length);
    for (const places of told.values()) expect(places.size, 'places of one person').to.equal(1);
    expect(told.size).to.be.greaterThan(1_190);
    const tail = (await tables.counters().read(eventId))!.nextPosition;
    expect(Math.max(...kept.map(({ place }) => place))).to.be.at.most(tail);
  });

  it('a rush writes the counter at most once for ten people, and no partition takes more than its share', async () => {
    // 400 join every 200 ms by the clocks of the instances, however slow the machine is.
    const begun = Date.now();
    const rush = async (): Promise<void> => {
      let passed = 0;
      const clocks = { wall: () => begun + passed, monotonic: () => passed };
      const one = instance({ counters: tables.counters(), positions: tables.positions(), clocks });
      for (; passed < 1_000; passed += 200)
        await Promise.all(Array.from({ length: 100 }, async () => new Visitor().join(one)));
    };
    await Promise.all([rush(), rush(), rush(), rush()]);
    expect((tables.calls.get('UpdateItemCommand') ?? 0) / 2_000).to.be.at.most(0.1);
    const partitions = new Map<string, number>();
    for (const { partition } of await tables.places(eventId))
      partitions.set(partition, (partitions.get(partition) ?? 0) + 1);
    // 5,000 joins a second, at most 1,000 writes to a partition: no more than a fifth of all.
    expect(partitions.size).to.equal(16);
    expect(Math.max(...partitions.values()) / 2_000).to.be.below(0.2);
  });

  it('the tables are away for 30 s: nobody who waits loses a place or an answer', async () => {
    let away = false;
    let later = 0;
    const clocks = { wall: () => Date.now() + later, monotonic: () => performance.now() + later };
    const plan = (): Fault => (away ? 'throttled' : undefined);
    const one = instance({ counters: tables.counters(plan), positions: tables.positions(plan), clocks });
    const visitors = Array.from({ length: 20 }, (_, index) => new Visitor(claimOf(index)));
    const before = await Promise.all(visitors.map(async (visitor) => (await visitor.join(one)).body.position));
    away = true;
    for (let second = 0; second < 30; second += 10) {
      later += 10_000;
      const standing = await Promise.all(visitors.map(async (visitor) => visitor.check(one)));
      expect(standing.map(({ body }) => body.position)).to.deep.equal(before);
      expect((await new Visitor(claimOf(99)).join(one)).reply.headers).to.include({ 'retry-after': '2' });
    }
    away = false;
    const after = await Promise.all(visitors.map(async (visitor) => (await visitor.join(one)).body.position));
    expect(after).to.deep.equal(before);
    expect((await new Visitor(claimOf(99)).join(one)).status).to.equal(200);
  });

  it('the line begins anew while people wait: old places count no more, nobody shares a new one', async () => {
    let later = 0;
    const clocks = { wall: () => Date.now() + later, monotonic: () => performance.now() + later };
    const one = instance({ counters: tables.counters(), positions: tables.positions(), clocks });
    const early = Array.from({ length: 10 }, (_, index) => new Visitor(claimOf(index)));
    await Promise.all(early.map(async (visitor) => visitor.join(one)));
    await tables.open(eventId);
    await tables.set(eventId, 'epoch', { N: '1' });
    later += 1_001;
    expect((await early[0]!.check(one)).status).to.equal(404);
    const again = await Promise.all(early.map(async (visitor) => Number((await visitor.join(one)).body.position)));
    expect(again.sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 10 }, (_, index) => index + 1));
  });
});

describe('the waiting room under strain, on a virtual clock', () => {
  it('100,000 join in 10 s on 100 instances: nobody twice, nobody overtaken by more than a second', async () => {
    const line = new MemoryLine();
    line.open(eventId);
    const time = new VirtualTime();
    const instances = Array.from({ length: 100 }, () =>
      instance({ counters: line, positions: line, clocks: time.clocks() }),
    );
    const joined: { readonly at: number; readonly place: number }[] = [];
    for (let index = 0; index < 100_000; index += 1) {
      time.now = index / 10;
      // Lambda sends each request to an instance that is free, in no order.
      const { body } = await new Visitor().join(instances[(index * 37) % 100]!);
      joined.push({ at: time.now, place: Number(body.position) });
    }
    expect(new Set(joined.map(({ place }) => place)).size).to.equal(100_000);
    expect(line.counterWrites / 100_000, 'counter writes a person').to.be.at.most(0.1);
    const byPlace = joined.toSorted((a, b) => a.place - b.place);
    let latest = 0;
    for (const { at } of byPlace) {
      expect(latest - at).to.be.below(1_000);
      latest = Math.max(latest, at);
    }
    const tail = line.lines.get(eventId)!.nextPosition;
    expect((tail - 100_000) / 100_000, 'places nobody got').to.be.below(0.15);
  }).timeout(120_000);

  it('30 in 100 leave before their turn: the others enter in order and as soon as without them (AWS #154)', async () => {
    const line = new MemoryLine();
    line.open(eventId);
    const time = new VirtualTime();
    const one = instance({ counters: line, positions: line, clocks: time.clocks() });
    const visitors = Array.from({ length: 3_000 }, () => new Visitor());
    await Promise.all(visitors.map(async (visitor) => visitor.join(one)));
    const patient = visitors.filter((_, index) => index % 10 >= 3);
    const entered: { readonly at: number; readonly place: number }[] = [];
    const verifier = edgeVerifier(() => new Date(time.clocks().wall()));
    const wait = async (visitor: Visitor): Promise<void> => {
      for (;;) {
        const { body } = await visitor.check(one);
        if (body.admitted === true) {
          entered.push({ at: time.now, place: verifier.verify(String(body.token)).place });
          return;
        }
        await time.sleep(Number(body.nextPoll) * 1_000);
      }
    };
    const run = advanceLines({
      counters: line,
      owner: 'run',
      batch: 500,
      cycleMs: 10_000,
      loopMs: 55_000,
      clocks: time.clocks(),
      sleep: time.sleep,
      originIsWell: async () => true,
      report: () => undefined,
    });
    await time.finish(Promise.all([run, ...patient.map(wait)]));
    expect(entered).to.have.length(2_100);
    for (const { at, place } of entered) {
      const opened = (Math.ceil(place / 500) - 1) * 10_000;
      expect(at).to.be.at.least(opened);
      // One poll later at most: a tenth of the wait that was left, or the shortest poll.
      expect(at - opened).to.be.at.most(8_000);
    }
  }).timeout(60_000);
});
