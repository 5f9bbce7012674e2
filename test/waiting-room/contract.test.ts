import { expect } from 'chai';
import type { LineState, PlaceCounters, Position, Positions, ServingCounters } from '../../edge/vwr-line/line-state.ts';
import { dynamodbLocalCanRun, startDynamodbLocal } from './dynamodb-local.ts';
import { MemoryLine } from './memory-line.ts';
import { TestTables } from './tables.ts';

const event = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';
const request = '3f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0009';

interface Line {
  readonly counters: PlaceCounters & ServingCounters;
  readonly positions: Positions;
  readonly open: (places?: { next?: number; serving?: number }) => Promise<void>;
  readonly close: () => Promise<void>;
}

function inTables(tables: TestTables): Line {
  return {
    counters: tables.counters(),
    positions: tables.positions(),
    open: (places) => tables.open(event, places),
    close: () => tables.stop(),
  };
}

/** What the code relies on, of the tables and of the memory that stands for them in tests on a virtual clock. */
const lines: Record<string, () => Promise<Line>> = {
  'the tables of dynalite': async () => inTables(await TestTables.start()),
  ...(dynamodbLocalCanRun()
    ? {
        async 'the tables of DynamoDB Local'() {
          const { endpoint, stop } = await startDynamodbLocal();
          return inTables(await TestTables.at(endpoint, stop));
        },
      }
    : {}),
  async 'the memory'() {
    const memory = new MemoryLine();
    return {
      counters: memory,
      positions: memory,
      open: async ({ next = 0, serving = 0 } = {}) =>
        memory.open(event, { nextPosition: next, servingCounter: serving, beat: 0, advancer: null, pace: [] }),
      close: async () => undefined,
    };
  },
};

for (const [name, start] of Object.entries(lines))
  describe(`the line in ${name}`, () => {
    let line: Line;
    before(async () => {
      line = await start();
    });
    after(() => line.close());
    const position = (changes: Partial<Position> = {}): Position => ({
      eventId: event,
      requestId: request,
      epoch: 0,
      place: 7,
      userId: 'anonymous',
      createdAt: 1_000_000,
      ...changes,
    });
    const move = (seen: LineState, servingCounter: number, advancer: string | null = 'a') =>
      line.counters.move({ eventId: event, seen, servingCounter, advancer });

    it('has no line for an unknown event, neither to read nor to lease', async () => {
      expect(await line.counters.read('8f7d6f3c-0000-4c7e-9a40-2f6b0f8a0001')).to.equal(undefined);
      expect(await line.counters.lease('8f7d6f3c-0000-4c7e-9a40-2f6b0f8a0001', 1, 0)).to.equal(undefined);
    });

    it('reads an item with the documented attributes alone', async () => {
      await line.open({ next: 12, serving: 5 });
      expect(await line.counters.read(event)).to.deep.equal({
        eventId: event,
        nextPosition: 12,
        servingCounter: 5,
        isActive: true,
        epoch: 0,
        mode: 'queue',
        opensAt: 0,
        commitment: null,
        draw: null,
        isPaused: false,
        batchSize: null,
        tier2: null,
        plannedPerSecond: null,
        pace: [],
        advancer: null,
        beat: 0,
        steppedAt: 0,
      });
    });

    it('leases every place once, to many at a time', async () => {
      await line.open();
      const leases = await Promise.all(Array.from({ length: 40 }, async () => line.counters.lease(event, 5, 0)));
      const firsts = leases.map((lease) => lease?.first ?? 0).sort((a, b) => a - b);
      expect(firsts).to.deep.equal(Array.from({ length: 40 }, (_, index) => index * 5 + 1));
    });

    it('moves forward for one of two who saw the same', async () => {
      await line.open({ next: 100 });
      const [seen] = await line.counters.active();
      const moved = await Promise.all([move(seen!, 50, 'a'), move(seen!, 50, 'b')]);
      expect(moved.filter((state) => state !== undefined)).to.have.length(1);
      expect((await line.counters.read(event))?.servingCounter).to.equal(50);
    });

    it('never moves back and never passes the tail (ruling B22)', async () => {
      await line.open({ next: 100, serving: 40 });
      const [seen] = await line.counters.active();
      for (const servingCounter of [39, 10, 0, -30, 101, 1_000]) {
        expect(await move(seen!, servingCounter), String(servingCounter)).to.equal(undefined);
        const { beat } = seen!;
        const wrong = { eventId: event, seen: { beat, servingCounter }, servingCounter, advancer: 'a' };
        expect(await line.counters.move(wrong), String(servingCounter)).to.equal(undefined);
      }
      expect((await move(seen!, 100))?.servingCounter).to.equal(100);
    });

    it('remembers who advances, since when and how fast', async () => {
      await line.open({ next: 100 });
      const [seen] = await line.counters.active();
      const step = { at: 5, pace: [[10_000, 500]] as const, plannedPerSecond: 50 };
      await line.counters.move({ eventId: event, seen: seen!, servingCounter: 1, advancer: 'a', step });
      const after = await line.counters.read(event);
      expect(after).to.deep.include({
        advancer: 'a',
        beat: 1,
        steppedAt: 5,
        pace: [[10_000, 500]],
        plannedPerSecond: 50,
      });
      await line.counters.move({ eventId: event, seen: after!, servingCounter: 1, advancer: null });
      expect(await line.counters.read(event)).to.deep.include({ advancer: null, beat: 2, steppedAt: 5 });
    });

    it('keeps the first position of a request and gives it back to whoever repeats it', async () => {
      expect(await line.positions.keep(position(), 1_000_000)).to.equal('kept');
      expect(await line.positions.keep(position({ place: 8 }), 1_000_001)).to.deep.equal(position());
    });

    it('passes over what has expired although it is still there (ruling B24)', async () => {
      const late = position({ requestId: '4f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0009', createdAt: 1_000_000 });
      await line.positions.keep(late, 1_000_000);
      expect(await line.positions.keep({ ...late, place: 9, createdAt: 1_086_399 }, 1_086_399)).to.deep.equal(late);
      expect(await line.positions.keep({ ...late, place: 9, createdAt: 1_086_400 }, 1_086_400)).to.equal('kept');
    });

    it('lets a position of a later epoch replace an earlier one, and never the other way round', async () => {
      const first = position({ requestId: '5f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0009' });
      await line.positions.keep(first, 1_000_000);
      expect(await line.positions.keep({ ...first, epoch: 1, place: 1 }, 1_000_000)).to.equal('kept');
      expect(await line.positions.keep({ ...first, place: 3 }, 1_000_000)).to.deep.include({ epoch: 1, place: 1 });
    });
  });
