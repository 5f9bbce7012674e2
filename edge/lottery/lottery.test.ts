import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import fc from 'fast-check';
import { generateSigningJwk, importSigningKeys } from '../../services/shared/tokens/keys.ts';
import { createPlaceReceipts } from '../vwr-api/place-receipt.ts';
import { requestIdOf } from '../vwr-api/request-id.ts';
import { announceDraw, closeDraw, revealDraw } from './draw-steps.ts';
import { drawnPlaces } from './drawn-places.ts';

interface VerifiedDraw {
  readonly people: number;
  readonly placeOf: (entry: number) => number;
  readonly entry?: number;
  readonly place?: number;
}

// The file runs alone, so it has no types.
const verifier = new URL('./verify-draw.mjs', import.meta.url);
const { verifyDraw } = (await import(verifier.href)) as {
  verifyDraw: (log: string, receipt?: string) => VerifiedDraw;
};

const eventId = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';
const [signer] = importSigningKeys([generateSigningJwk('vwr-1')]);
const [stranger] = importSigningKeys([generateSigningJwk('vwr-1')]);
const keyOf = (index: number) => createHash('sha256').update(`draw ${index}`).digest();
const requestOf = (entry: number) => requestIdOf(eventId, `claim-of-visitor-number-${entry}`);

/** A whole lottery in memory; every fifth entry belongs to nobody. */
function draw(entries: number, { seed = keyOf(0), beacon = 'f00d', key = signer, holder = requestOf } = {}) {
  const at = (second: number) => new Date(Date.parse('2026-11-23T11:00:00Z') + second * 1_000);
  const plan = { eventId, opensAt: at(0), beacon: 'drand quicknet round 7' };
  const announced = announceDraw(plan, key, at(-3_600), seed);
  const holders = new Map(
    Array.from({ length: entries }, (_, index) => index + 1)
      .filter((entry) => entry % 5 !== 0)
      .map((entry) => [entry, holder(entry)]),
  );
  const closed = closeDraw(announced.log, { eventId, holders, entries }, key, at(10));
  const revealed = revealDraw(closed, { seed, beacon }, key, at(20));
  expect(revealed.entries).to.equal(entries);
  const published = [announced.log, closed, revealed.log];
  return { log: revealed.log, published, commitment: announced.commitment, key: Buffer.from(revealed.key, 'hex') };
}

const receiptOf = (entry: number, commitment: string, key = signer) =>
  createPlaceReceipts([key], 86_400, () => new Date('2026-11-23T10:00:00Z')).give(
    { eventId, requestId: requestOf(entry), epoch: 0, place: entry, userId: 'anonymous', createdAt: 1_795_428_000 },
    commitment,
  );

describe('a draw', () => {
  it('gives every entry one place and no place twice, however many take part', () => {
    for (const entries of [0, 1, 2, 3, 7, 10, 99, 100, 101, 1_000, 12_345]) {
      const placeOf = drawnPlaces({ key: keyOf(entries), entries });
      const places = Array.from({ length: entries }, (_, index) => placeOf(index + 1)).sort((a, b) => a - b);
      expect(places).to.deep.equal(Array.from({ length: entries }, (_, index) => index + 1));
      expect(placeOf(entries + 1)).to.equal(entries + 1);
    }
  });

  it('favours no entry: chi-square over draws of 100,000 (runtime.md 3.2 E)', () => {
    // All 200 take five seconds: URR_DRAWS=200.
    const draws = Number(process.env.URR_DRAWS ?? 40);
    const entries = 100_000;
    const parts = 10;
    let sum = 0;
    const first = Array.from({ length: parts }, () => 0);
    for (let index = 0; index < draws; index += 1) {
      const placeOf = drawnPlaces({ key: keyOf(index), entries });
      const counts = new Uint32Array(parts * parts);
      for (let entry = 1; entry <= entries; entry += 1) {
        const from = Math.floor(((entry - 1) * parts) / entries);
        const to = Math.floor(((placeOf(entry) - 1) * parts) / entries);
        counts[from * parts + to]! += 1;
      }
      const expected = entries / parts ** 2;
      sum += counts.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
      first[Math.floor(((placeOf(1) - 1) * parts) / entries)]! += 1;
    }
    // 81 degrees of freedom a draw; so large a sum is normal: within 2.58 deviations, p > 0.01 on both sides.
    const degrees = draws * (parts - 1) ** 2;
    expect(Math.abs(sum - degrees) / Math.sqrt(2 * degrees), `chi-square ${sum} of ${degrees}`).to.be.below(2.58);
    // The very first to come: 9 degrees, 21.67 at p = 0.01.
    expect(
      first.reduce((total, count) => total + (count - draws / parts) ** 2 / (draws / parts), 0),
      first.join(' '),
    ).to.be.below(21.67);
  });

  it('moves neighbours apart: who came together is not drawn together', () => {
    const entries = 10_000;
    const placeOf = drawnPlaces({ key: keyOf(1), entries });
    const near = Array.from({ length: entries - 1 }, (_, index) => Math.abs(placeOf(index + 1) - placeOf(index + 2)));
    const close = near.filter((distance) => distance <= 50).length;
    expect(close).to.be.within(60, 140);
  });
});

describe('the log of a draw', () => {
  it('is verified by a file that shares no code with it, which finds every place', () => {
    const { log, key, commitment } = draw(2_000);
    const { people, placeOf } = verifyDraw(log);
    const ours = drawnPlaces({ key, entries: 2_000 });
    expect(people).to.equal(1_600);
    for (let entry = 1; entry <= 2_000; entry += 1) expect(placeOf(entry)).to.equal(ours(entry));
    const { entry, place } = verifyDraw(log, receiptOf(77, commitment));
    expect([entry, place]).to.deep.equal([77, ours(77)]);
    expect(verifyDraw(log, receiptOf(2_001, commitment)).place).to.equal(2_001);
  });

  it('is published without the seed first, before the beacon speaks', () => {
    const { published, log } = draw(20);
    for (const before of published.slice(0, 2)) {
      expect(log.startsWith(before)).to.equal(true);
      expect(before).not.to.contain(keyOf(0).toString('hex'));
      expect(() => verifyDraw(before)).to.throw();
    }
    expect(() => closeDraw(published[1]!, { eventId, holders: new Map(), entries: 3 }, signer, new Date())).to.throw(
      'already',
    );
    expect(() => revealDraw(published[0]!, { seed: keyOf(0), beacon: '' }, signer, new Date())).to.throw('not closed');
  });

  it('depends on seed, entries and beacon alike: nobody decides alone', () => {
    const keys = [
      draw(50),
      draw(50, { seed: keyOf(1) }),
      draw(50, { beacon: 'f00e' }),
      draw(50, { holder: (entry) => requestOf(entry === 49 ? 1_000 : entry) }),
      draw(51),
    ];
    expect(new Set(keys.map(({ key }) => key.toString('hex'))).size).to.equal(5);
  });

  it('does not hold when anything in it was changed, whatever it is', () => {
    const { log } = draw(60);
    const lines = log.split('\n').slice(0, -1);
    const position = fc.integer({ min: 0, max: log.length - 1 });
    const row = fc.integer({ min: 0, max: lines.length - 1 });
    const tampered = fc.oneof(
      fc
        .tuple(position, fc.integer({ min: 1, max: 255 }))
        .map(([at, flip]) => log.slice(0, at) + String.fromCharCode(log.charCodeAt(at) ^ flip) + log.slice(at + 1)),
      position.map((at) => log.slice(0, at)),
      position.map((at) => log.slice(0, at) + log.slice(at + 1)),
      fc
        .tuple(position, fc.string({ minLength: 1, maxLength: 3 }))
        .map(([at, more]) => log.slice(0, at) + more + log.slice(at)),
      row.map((at) => `${lines.toSpliced(at, 1).join('\n')}\n`),
      row.map((at) => `${lines.toSpliced(at, 0, lines[at]!).join('\n')}\n`),
      fc.tuple(row, row).map(([from, to]) => `${lines.with(from, lines[to]!).with(to, lines[from]!).join('\n')}\n`),
    );
    fc.assert(
      fc.property(tampered, (text) => {
        fc.pre(text !== log);
        expect(() => verifyDraw(text)).to.throw();
      }),
      { numRuns: Number(process.env.URR_TAMPERED_LOGS ?? 400) },
    );
  });

  it('does not hold before a receipt when the operator made another one that agrees with itself', () => {
    const { commitment } = draw(60);
    const receipt = receiptOf(7, commitment);
    const others = [
      draw(60, { seed: keyOf(1) }).log,
      draw(60, { holder: (entry) => requestOf(entry === 7 ? 8 : entry === 8 ? 7 : entry) }).log,
      draw(60, { holder: (entry) => requestOf(entry === 7 ? 1_000 : entry) }).log,
      draw(60, { key: stranger }).log,
    ];
    for (const log of others) {
      expect(verifyDraw(log).people).to.equal(48);
      expect(() => verifyDraw(log, receipt)).to.throw(/receipt|announcement/);
    }
  });

  it('does not take a receipt that somebody else signed', () => {
    const { log, commitment } = draw(20);
    expect(() => verifyDraw(log, receiptOf(7, commitment, stranger))).to.throw('signature of the receipt');
    expect(() => verifyDraw(log, receiptOf(7, 'ab'.repeat(32)))).to.throw('another announcement');
  });

  it('can be checked by anybody with Node.js and two files', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'urr-draw-'));
    const { log, commitment } = draw(30);
    const files = ['draw.log', 'receipt.txt', 'broken.log'].map((name) => path.join(folder, name));
    for (const [index, text] of [log, receiptOf(7, commitment), log.replace('-', '~')].entries())
      writeFileSync(files[index]!, text);
    const run = (...named: string[]) =>
      spawnSync(process.execPath, [fileURLToPath(verifier), ...named], { encoding: 'utf8' });
    const good = run(files[0]!, files[1]!);
    expect(good.status).to.equal(0);
    expect(good.stdout)
      .to.match(/holds: 24 people, 30 entries/)
      .and.to.match(/Your entry 7 became place \d+\./);
    const broken = run(files[2]!);
    expect(broken.status).to.equal(1);
    expect(broken.stdout).to.contain('DOES NOT HOLD');
    rmSync(folder, { recursive: true });
  });

  it('does not let one person in twice', () => {
    const { log } = draw(20, { holder: () => requestOf(1) });
    expect(() => verifyDraw(log)).to.throw('twice');
  });
});
