/** What Stryker is to change must be there: a renamed file would silently no longer be tested. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { parts } from './mutate.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe('mutation tests', () => {
  for (const [part, { mutate, spec }] of Object.entries(parts)) {
    it(`change files of ${part} that are there, and run tests that are there`, () => {
      const folders = [...mutate, ...spec]
        .filter((name) => name.includes('*'))
        .map((name) => name.split(/[*!{]/, 1)[0]!);
      const files = mutate.filter((name) => !name.includes('*'));

      expect(files.filter((name) => !existsSync(path.join(root, name)))).to.deep.equal([]);
      for (const folder of folders) expect(readdirSync(path.join(root, folder)), folder).to.not.deep.equal([]);
    });
  }
});
