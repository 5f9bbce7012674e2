import { expect } from 'chai';
import { announceDraw, closeDraw, revealDraw } from '../../edge/lottery/draw-steps.ts';
import { readEntries } from '../../edge/lottery/read-entries.ts';
import { RoomTable } from '../../services/queue/waiting-room/room-table.ts';
import { generateSigningJwk, importSigningKeys } from '../../services/shared/tokens/keys.ts';
import { TestTables } from './tables.ts';
import { eventId, instance, Visitor } from './visitor.ts';

const verifier = new URL('../../edge/lottery/verify-draw.mjs', import.meta.url);
const { verifyDraw } = (await import(verifier.href)) as {
  verifyDraw: (log: string, receipt: string) => { readonly people: number; readonly place: number };
};

describe('a lottery, from its announcement to the places that people drew', () => {
  let tables: TestTables;
  before(async () => {
    tables = await TestTables.start();
  });
  after(() => tables.stop());

  it('gives everybody the place that their receipt and the published log prove, and serves in that order', async () => {
    const opensAt = Date.UTC(2026, 10, 23, 11);
    let now = opensAt - 3_600_000;
    const clocks = { wall: () => now, monotonic: () => now };
    const keys = importSigningKeys([generateSigningJwk('vwr-1')]);
    const client = tables.client();
    const rooms = new RoomTable(client, 'counters');
    const plan = { eventId, opensAt: new Date(opensAt), beacon: 'drand quicknet round 7' };
    const announced = announceDraw(plan, keys[0], new Date(now));
    const { commitment } = announced;
    await rooms.activate(eventId, { mode: 'lottery', opensAt: plan.opensAt, commitment }, now);

    const api = () => instance({ counters: tables.counters(), positions: tables.positions(), keys, clocks });
    const instances = [api(), api(), api()];
    const visitors = Array.from({ length: 60 }, (_, index) => new Visitor(`claim-of-visitor-number-${index}`));
    const receipts = new Map<Visitor, string>();
    for (const [index, visitor] of visitors.entries()) {
      const { body } = await visitor.join(instances[index % 3]!);
      expect(body).to.include({ mode: 'lottery', opensAt: plan.opensAt.toISOString(), ahead: 0 });
      receipts.set(visitor, String(body.receipt));
      now += 100;
    }

    const options = {
      client,
      countersTable: 'counters',
      positionsTable: 'positions',
      clock: clocks.wall,
      sleep: async (milliseconds: number) => {
        now += milliseconds;
      },
    };
    const early = await readEntries(eventId, options).catch((error: unknown) => String(error));
    expect(early).to.contain('until then people enter');
    now = opensAt + 1;
    const taken = await readEntries(eventId, options);
    expect(taken.holders.size).to.equal(60);
    const closed = closeDraw(announced.log, { eventId, ...taken }, keys[0], new Date(now));
    const late = new Visitor('claim-of-somebody-who-came-late');
    const { seed } = announced;
    const { log, entries, key } = revealDraw(closed, { seed, beacon: 'f00d' }, keys[0], new Date(now + 1_000));
    expect((await rooms.draw(eventId, entries, key))?.isDrawn).to.equal(true);
    now += 2_000;
    await late.join(instances[0]!);

    const places = await Promise.all(
      visitors.map(async (visitor) => Number((await visitor.check(instances[1]!)).body.position)),
    );
    expect(places).to.deep.equal(visitors.map((visitor) => verifyDraw(log, receipts.get(visitor)!).place));
    expect(new Set(places).size).to.equal(60);
    expect(places).not.to.deep.equal(places.toSorted((a, b) => a - b));
    expect(Math.max(...places)).to.be.at.most(entries);
    expect(Number((await late.check(instances[1]!)).body.position)).to.be.greaterThan(entries);

    await rooms.advance((await rooms.find(eventId))!, 20, now);
    now += 2_000;
    for (const [index, visitor] of visitors.entries())
      expect((await visitor.check(instances[2]!)).body.admitted).to.equal(places[index]! <= 20);
  });
});
