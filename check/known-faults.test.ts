/**
 * docs/known-faults.md against the tests themselves: each row names a test file that has a title with the number of the
 * fault, so that whoever breaks the better behaviour again reads which old fault it was.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';

const root = path.resolve(import.meta.dirname, '..');
const table = readFileSync(path.join(root, 'docs/known-faults.md'), 'utf8');
const row = /^\| (?<section>10\.[1-4]) #(?<number>\d+) \|.*\| (?<tests>[^|]+) \|$/gm;

interface Row {
  readonly section: string;
  readonly number: number;
  readonly files: readonly string[];
}

const rows: Row[] = [...table.matchAll(row)].map(({ groups }) => ({
  section: groups?.section ?? '',
  number: Number(groups?.number),
  files: [...(groups?.tests ?? '').matchAll(/`([^`]+\.test\.ts)`/g)].map(([, file]) => file ?? ''),
}));

/** Numbers as titles say them: `10.3 #2`, `10.3 #2, #22`, `faults 10.3 #10, #23`, `10.1 no. 26`. */
function numbersIn(file: string, section: string): number[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const said = new RegExp(`${section.replace('.', '\\.')} ((?:(?:#|no\\. ?)\\d+(?:, | and )?)+)`, 'g');
  return [...text.matchAll(said)].flatMap(([, numbers = '']) => (numbers.match(/\d+/g) ?? []).map(Number));
}

describe('the faults of the earlier implementation (domain.md 10.1 to 10.4)', () => {
  it('stand in a table of more than sixty rows, each with a test', () => {
    expect(rows.length).to.be.greaterThan(60);
    expect(rows.filter(({ files }) => files.length === 0)).to.deep.equal([]);
  });

  for (const { section, number, files } of rows) {
    it(`${section} #${number} is named by the title of a test in ${files.join(' or ')}`, () => {
      const named = files.filter((file) => numbersIn(file, section).includes(number));

      expect(named).to.not.deep.equal([]);
    });
  }
});
