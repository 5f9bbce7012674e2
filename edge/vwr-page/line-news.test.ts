import { expect } from 'chai';
import { MemoryLine } from '../../test/waiting-room/memory-line.ts';
import { eventId, instance, Visitor } from '../../test/waiting-room/visitor.ts';
import type { LineState } from '../vwr-line/line-state.ts';
import { standingBy } from './line-news.ts';
import { readAnswer } from './vwr-answers.ts';

describe('where the page says one stands, by what everybody is told', () => {
  const begun = Date.UTC(2026, 10, 22, 12);
  let line: MemoryLine;
  let later: number;
  const clocks = { wall: () => begun + later, monotonic: () => later };
  beforeEach(() => {
    line = new MemoryLine();
    later = 0;
    line.open(eventId, { nextPosition: 5_000, servingCounter: 100, plannedPerSecond: 50 });
  });

  /** What the API answers to a person and to everybody, after a change of the line. */
  async function both(before: Partial<LineState>, after: Partial<LineState>) {
    line.open(eventId, before);
    const api = instance({ counters: line, positions: line, clocks });
    const visitor = new Visitor();
    const read = ({ status, body }: { status: number; body: unknown }) =>
      readAnswer(status, body, () => null, clocks.wall());
    const joined = read(await visitor.join(api));
    line.open(eventId, after);
    later += 1_001;
    const own = read(await visitor.check(api));
    const news = read(await visitor.status(api));
    if (joined.kind !== 'standing' || news.kind !== 'news') throw new Error('no place');
    return { own, byNews: standingBy(joined.standing, news.news, clocks.wall()) };
  }

  const same: Readonly<Record<string, readonly [Partial<LineState>, Partial<LineState>]>> = {
    'while the line moves': [{}, { servingCounter: 2_000 }],
    'when the pace changed': [{}, { pace: Array.from({ length: 12 }, (_, index) => [10_000, 100 + index] as const) }],
    'when Tier 2 is full': [{}, { tier2: { free: 0, waiting: 900, waitSeconds: 240, at: begun } }],
    'while it is held': [{}, { isPaused: true }],
    'before the opening': [{ opensAt: begun + 90_000 }, {}],
    'before a lottery': [{ opensAt: begun + 90_000, mode: 'lottery' }, {}],
    'while a lottery is drawn': [{ opensAt: begun + 500, mode: 'lottery' }, {}],
  };
  for (const [when, [before, after]] of Object.entries(same))
    it(`is what the API would say to them, ${when}`, async () => {
      const { own, byNews } = await both(before, after);
      if (own.kind !== 'standing' || byNews === undefined) throw new Error('no place');
      // The receipt comes with the place alone.
      expect({ ...byNews, receipt: undefined }).to.deep.equal(own.standing);
    });

  const asks: Readonly<Record<string, readonly [Partial<LineState>, Partial<LineState>]>> = {
    'it is their turn': [{}, { servingCounter: 5_001 }],
    'the line was begun anew': [{}, { epoch: 1 }],
    'everybody is let in': [{}, { mode: 'pass' }],
    'the room was closed': [{}, { mode: 'closed' }],
    'the room is no more': [{}, { isActive: false }],
    'the lottery was drawn': [{ mode: 'lottery' }, { draw: { key: Buffer.alloc(32), entries: 5_001 } }],
  };
  for (const [when, [before, after]] of Object.entries(asks))
    it(`is asked of the API when ${when}`, async () => {
      expect((await both(before, after)).byNews).to.equal(undefined);
    });

  it('reckons with the age of what the CDN has kept', () => {
    const headers = new Map([
      ['date', new Date(begun).toUTCString()],
      ['age', '4'],
    ]);
    const answer = readAnswer(
      200,
      {
        epoch: 0,
        serving: 1,
        isDrawn: true,
        isActive: true,
        mode: 'queue',
        rate: { slowest: 1, typical: 2, fastest: 3 },
      },
      (name) => headers.get(name) ?? null,
      0,
    );
    expect(answer).to.deep.include({ kind: 'news', serverTime: begun + 4_000 });
  });
});
