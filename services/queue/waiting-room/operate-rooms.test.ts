import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { TestTables } from '../../../test/waiting-room/tables.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { createOperateRooms } from './operate-rooms.ts';
import { RoomTable } from './room-table.ts';

const operator = 'operator@urr.example';
const commitment = 'c'.repeat(64);

describe('operating waiting rooms', () => {
  let tables: TestTables;
  let list = '';
  let puts = 0;
  let onPut: () => Promise<void> = async () => undefined;
  before(async () => {
    tables = await TestTables.start();
  });
  after(() => tables.stop());
  beforeEach(() => {
    onPut = async () => undefined;
    puts = 0;
  });

  const make = (client = tables.client()) => {
    const rooms = new RoomTable(client, 'counters');
    return createOperateRooms({
      rooms,
      audit: rooms,
      clock: () => new Date('2026-11-22T11:00:00Z'),
      list: {
        async put(text) {
          puts += 1;
          await onPut();
          list = text;
        },
      },
    });
  };
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'none',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    );
  const active = () => (JSON.parse(list) as { events: { id: string }[] }).events.map(({ id }) => id);

  it('makes the counters of a line, which the functions read, and tells the edge', async () => {
    const eventId = randomUUID();
    const room = await make().activate(eventId, operator, { mode: 'queue', batchSize: 100 });

    expect(room).to.deep.include({ isActive: true, mode: 'queue', nextPosition: 0, servingCounter: 0, batchSize: 100 });
    expect(await tables.counters().lease(eventId, 3, 0)).to.include({ first: 1, last: 3 });
    expect(active()).to.include(eventId);
  });

  it('keeps the counters of a line that is active already (domain.md 10.1, 18)', async () => {
    const eventId = randomUUID();
    await make().activate(eventId, operator, {});
    await tables.counters().lease(eventId, 500, 0);
    await make().advance(eventId, operator, 200);

    expect(await make().activate(eventId, operator, {})).to.include({ nextPosition: 500, servingCounter: 200 });
  });

  it('opens, pauses, and closes; what everybody may pass does not stop anyone at the edge', async () => {
    const eventId = randomUUID();
    const operate = make();
    await operate.activate(eventId, operator, { opensAt: new Date('2026-11-22T12:00:00Z') });
    expect(await operate.setPaused(eventId, operator, true)).to.include({
      isPaused: true,
      opensAt: Date.parse('2026-11-22T12:00:00Z'),
    });
    expect(await tables.counters().read(eventId)).to.include({ isPaused: true });

    for (const [change, stops] of [
      [() => operate.activate(eventId, operator, { mode: 'pass' }), false],
      [() => operate.activate(eventId, operator, { mode: 'closed' }), true],
      [() => operate.deactivate(eventId, operator), false],
    ] as const) {
      await change();
      expect(active().includes(eventId)).to.equal(stops);
    }
  });

  it('moves by hand to the tail at most, and never back', async () => {
    const eventId = randomUUID();
    const operate = make();
    await operate.activate(eventId, operator, {});
    await tables.counters().lease(eventId, 30, 0);

    expect(await operate.advance(eventId, operator, 500)).to.include({ servingCounter: 30 });
    expect(await operate.advance(eventId, operator, 500)).to.include({ servingCounter: 30 });
    await operate.deactivate(eventId, operator);
    expect(await codeOf(operate.advance(eventId, operator, 1))).to.equal('WAITING_ROOM_INACTIVE');
  });

  it('holds a lottery to what it announced, and to one draw', async () => {
    const eventId = randomUUID();
    const operate = make();
    await operate.activate(eventId, operator, { mode: 'lottery', commitment });
    await operate.activate(eventId, operator, { mode: 'lottery', commitment: 'd'.repeat(64) });
    await operate.activate(eventId, operator, { mode: 'lottery', commitment });
    await tables.counters().lease(eventId, 10, 0);

    const other = operate.activate(eventId, operator, { mode: 'lottery', commitment: 'e'.repeat(64) });
    expect(await codeOf(other)).to.equal('LOTTERY_FIXED');
    expect(await codeOf(operate.draw(eventId, operator, 11, 'a'.repeat(64)))).to.equal('LOTTERY_FIXED');
    expect(await operate.draw(eventId, operator, 10, 'a'.repeat(64))).to.include({ isDrawn: true });
    expect(await operate.draw(eventId, operator, 10, 'a'.repeat(64))).to.include({ isDrawn: true });
    expect(await codeOf(operate.draw(eventId, operator, 10, 'b'.repeat(64)))).to.equal('LOTTERY_FIXED');
    expect((await tables.counters().read(eventId))?.draw?.entries).to.equal(10);
  });

  it('tells the edge of every room, when operators activate several at once', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    // The second room is activated while the first list is on its way, which then would arrive without it.
    onPut = async () => {
      onPut = async () => undefined;
      await new RoomTable(tables.client(), 'counters').activate(second, {}, 0);
    };
    await make().activate(first, operator, {});

    expect(active()).to.include.members([first, second]);
    expect(puts).to.equal(2);
  });

  it('says so when the edge could not be told, and is repeated', async () => {
    const eventId = randomUUID();
    onPut = () => Promise.reject(new Error('S3 is away'));
    expect(await codeOf(make().activate(eventId, operator, {}))).to.equal('DEPENDENCY_UNAVAILABLE');
    onPut = async () => undefined;
    expect(await make().activate(eventId, operator, {})).to.include({ isActive: true });
    expect(active()).to.include(eventId);
  });

  it('changes nothing that cannot be written down', async () => {
    const eventId = randomUUID();
    const away = make(tables.client(() => 'throttled'));
    expect(await codeOf(away.activate(eventId, operator, {}))).to.equal('DEPENDENCY_UNAVAILABLE');
    expect(await codeOf(make().find(eventId))).to.equal('WAITING_ROOM_NOT_FOUND');
    expect(await codeOf(make().setPaused(eventId, operator, true))).to.equal('WAITING_ROOM_NOT_FOUND');
    expect((await make().entries(eventId)).map(({ action, details }) => [action, details])).to.deep.equal([
      ['pause', {}],
      ['pause', { refused: 'WAITING_ROOM_NOT_FOUND' }],
    ]);
  });

  it('shows all rooms and takes no record for one', async () => {
    const rooms = await make().all();
    expect(rooms.length).to.be.greaterThan(5);
    for (const { eventId } of rooms) expect(eventId).to.match(/^[0-9a-f-]{36}$/);
  });
});
