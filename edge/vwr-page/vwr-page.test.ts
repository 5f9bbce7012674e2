import { createHash } from 'node:crypto';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { vwrPageFiles } from '../../stacks/bundles/vwr-page.ts';
import { Announcements } from './announcements.ts';
import { nextAttempt, nextQuestion } from './poll-times.ts';
import { qrCode } from './qr-code.ts';
import { languageFor, texts } from './texts.ts';
import { clockOf, waitInWords } from './wait-words.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe('the waiting page', () => {
  const files = vwrPageFiles(root);
  const html = Buffer.from(files[0]!.content).toString('utf8');

  it('has at most 15 KB at the first load, everything as it travels', () => {
    const loaded = files.filter(({ key }) => key === 'vwr/index.html' || html.includes(`"/${key}"`));
    expect(loaded).to.have.length(3);
    const bytes = loaded.reduce((sum, { content }) => sum + gzipSync(content).length, 0);
    expect(bytes, `${bytes} bytes`).to.be.at.most(15_000);
  });

  it('is the same on every machine, and names script and style after their content', () => {
    const again = vwrPageFiles(root);
    expect(again.map(({ key }) => key)).to.deep.equal(files.map(({ key }) => key));
    for (const { key } of files.slice(1, 3)) expect(html).to.contain(`"/${key}"`);
    expect(html).not.to.contain('/vwr/page.js');
  });

  it('has no inline script or style and asks nobody else', () => {
    expect(html).not.to.match(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=|https?:\/\//);
    expect(html).to.match(/Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'/);
  });

  it('says everything in both languages', () => {
    const missing = Object.entries(texts.ko).filter(([, text]) => text === '');
    expect(missing).to.deep.equal([]);
    expect(Object.keys(texts.en)).to.have.members(Object.keys(texts.ko));
    for (const [, name] of html.matchAll(/data-text="(\w+)"/g)) expect(texts.en).to.have.property(name!);
    expect(['ko-KR', 'en-US', 'fr'].map((tag) => languageFor([tag]))).to.deep.equal(['ko', 'en', 'en']);
    expect(languageFor(['', 'fr', ' ko;q=0.8'])).to.equal('ko');
  });
});

describe('the words of the waiting page', () => {
  const say = (shortest: number, longest: number | null) => waitInWords({ shortest, longest }, texts.en);

  it('name a wait as a range that is rounded outwards', () => {
    expect(say(0, 59)).to.equal('less than a minute');
    expect(say(20, 100)).to.equal('1 to 2 min');
    expect(say(61, 62)).to.equal('1 to 2 min');
    expect(say(120, 120)).to.equal('about 2 min');
    expect(say(700, 1_300)).to.equal('10 to 25 min');
    expect(say(9_000, 15_000)).to.equal('2 to 5 h');
    expect(say(900, null)).to.equal('more than 15 min');
    expect(waitInWords(null, texts.en)).to.equal('not known yet');
  });

  it('count down like a clock', () => {
    expect([3_723, 3_600, 123, 9.2, -5].map(clockOf)).to.deep.equal(['1:02:03', '1:00:00', '2:03', '0:10', '0:00']);
  });

  it('are read out when something changed or a milestone was passed, and not at every question', () => {
    const announcements = new Announcements();
    const said = [1_500, 1_400, 1_100, 990, 980, 400, 400].filter((ahead) => announcements.isDue('line', ahead));
    expect(said).to.deep.equal([1_500, 990, 400]);
    expect(announcements.isDue('line offline', undefined)).to.equal(true);
    expect(announcements.isDue('line offline', undefined)).to.equal(false);
    expect(announcements.isDue('turn', undefined)).to.equal(true);
  });
});

describe('the questions of the waiting page', () => {
  it('come when the API wants, up to a fifth later', () => {
    expect([0, 1].map((random) => nextQuestion(10, random))).to.deep.equal([10, 12]);
  });

  it('come ever later after failures, half by chance, and never before Retry-After', () => {
    expect([1, 2, 3, 6, 60].map((failures) => nextAttempt(failures, 0, 1))).to.deep.equal([2, 4, 8, 60, 60]);
    expect(nextAttempt(3, 0, 0)).to.equal(4);
    expect(nextAttempt(1, 30, 0)).to.equal(30);
    expect(nextAttempt(1, 1_000_000, 0)).to.equal(60);
  });
});

describe('the QR code of the waiting page', () => {
  const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];

  for (const length of [17, 32, 53, 78, 106, 134, 154, 192, 230, 271])
    it(`holds ${length} characters in a square of its size`, () => {
      const rows = qrCode('a'.repeat(length))!.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
      expect((rows.length - 17) % 4).to.equal(0);
      expect(rows.every((row) => row.length === rows.length)).to.equal(true);
      expect(rows.slice(0, 7).map((row) => row.slice(0, 7))).to.deep.equal(finder);
      expect(rows.slice(0, 7).map((row) => row.slice(-7))).to.deep.equal(finder);
      expect(rows.slice(-7).map((row) => row.slice(0, 7))).to.deep.equal(finder);
    });

  it('is the one that a reader (zbarimg 0.23) understood, of an address as the page makes it', () => {
    const address = 'https://tickets.example.com/vwr/8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001#AbCdEfGhIjKlMnOpQrStUvWx';
    const rows = qrCode(address)!.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
    expect(createHash('sha256').update(rows.join('\n')).digest('hex')).to.equal(
      'c43478883a755dfedc6e4439202190d8a8e5110ffb5fa8b36eb0d66d8fae4d2c',
    );
  });

  it('is none for a text that is too long', () => {
    expect(qrCode('a'.repeat(272))).to.equal(undefined);
  });
});
