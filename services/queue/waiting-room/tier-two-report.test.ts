import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { tierTwoNow } from '../../../edge/vwr-line/line-state.ts';
import { TestTables } from '../../../test/waiting-room/tables.ts';
import { RoomTable } from './room-table.ts';
import { createTierTwoReport } from './tier-two-report.ts';

describe('the report of Tier 2 to Tier 1', () => {
  let tables: TestTables;
  const now = new Date('2026-11-22T12:00:00Z');
  const warnings: unknown[] = [];
  before(async () => {
    tables = await TestTables.start();
  });
  after(() => tables.stop());

  const lines = new Map<string, { waiting: number; inside: number; threshold: number; admitted: number }>();
  const make = () => {
    const rooms = new RoomTable(tables.client(), 'counters');
    return createTierTwoReport({
      line: {
        activeEvents: async () => [...lines.keys()],
        inspect: async (eventId) => {
          const line = lines.get(eventId);
          if (line === undefined || line.threshold < 0) throw new Error('Redis is away');
          return { ...line, rate: { overMs: 60_000, admitted: line.admitted } };
        },
      },
      keep: (eventId, report, at) => rooms.keepTierTwo(eventId, report, at),
      clock: () => now,
      logger: { warn: (fault: unknown) => warnings.push(fault) },
    });
  };
  const said = async (eventId: string) => {
    const state = await tables.counters().read(eventId);
    return state && tierTwoNow(state, now.getTime());
  };

  it('says what is free, who waits, and how long, in words that the functions read', async () => {
    const [crowded, roomy] = [randomUUID(), randomUUID()];
    for (const event of [crowded, roomy]) await tables.open(event);
    lines.set(crowded, { waiting: 299, inside: 1_000, threshold: 1_000, admitted: 3_000 });
    lines.set(roomy, { waiting: 0, inside: 10, threshold: 1_000, admitted: 10 });
    await make().reportAll();

    expect(await said(crowded)).to.deep.equal({ free: 0, waiting: 299, waitSeconds: 6, at: now.getTime() });
    expect(await said(roomy)).to.include({ free: 990, waiting: 0, waitSeconds: 0 });
  });

  it('makes no room where there is none, and goes on when one event fails', async () => {
    const [failing, unknown, good] = [randomUUID(), randomUUID(), randomUUID()];
    await tables.open(good);
    lines.set(failing, { waiting: 0, inside: 0, threshold: -1, admitted: 0 });
    lines.set(unknown, { waiting: 1, inside: 0, threshold: 5, admitted: 0 });
    lines.set(good, { waiting: 7, inside: 5, threshold: 5, admitted: 0 });
    await make().reportAll();

    expect(await tables.counters().read(unknown)).to.equal(undefined);
    expect(await said(good)).to.include({ waiting: 7, waitSeconds: null });
    expect(warnings).to.have.length(1);
  });
});
