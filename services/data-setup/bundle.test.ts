import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { compile } from '../../stacks/bundles/compile.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe('bundle of the data set-up', () => {
  it('loads as Lambda loads it and exports the three functions that the infrastructure calls', async () => {
    const code = compile(root, [{ name: 'index', file: 'services/data-setup/handler.ts', format: 'esm' }]).code.get(
      'index',
    );
    mkdirSync(path.join(root, 'dist'), { recursive: true });
    const folder = mkdtempSync(path.join(root, 'dist/data-setup-'));
    try {
      const file = path.join(folder, 'index.mjs');
      writeFileSync(file, code ?? '');

      const loaded = (await import(pathToFileURL(file).href)) as Record<string, unknown>;

      expect(loaded).to.include.all.keys('databases', 'topics', 'redisToken');
      expect(code?.length).to.be.below(5_000_000);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
