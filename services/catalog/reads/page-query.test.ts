import { expect } from 'chai';
import fc from 'fast-check';
import { z } from 'zod';
import { pageQuery, paginationOf } from './page-query.ts';

const query = z.object(pageQuery(10));

describe('page and limit', () => {
  for (const [given, meant] of [
    [{}, { page: 1, limit: 10 }],
    [
      { page: '3', limit: '25' },
      { page: 3, limit: 25 },
    ],
    [
      { page: '0', limit: '0' },
      { page: 1, limit: 10 },
    ],
    [
      { page: '-5', limit: '-1' },
      { page: 1, limit: 10 },
    ],
    [
      { page: '999999999999999', limit: '101' },
      { page: 1_000, limit: 100 },
    ],
  ] as const) {
    it(`read ${JSON.stringify(given)} as ${JSON.stringify(meant)}`, () => {
      expect(query.parse(given)).to.deep.equal(meant);
    });
  }

  for (const page of ['', 'x', '1.5', '1e3', '0x10', 'Infinity', '1;DROP TABLE events', ['1', '2']]) {
    it(`refuse ${JSON.stringify(page)}, which is no whole number`, () => {
      expect(query.safeParse({ page }).success).to.equal(false);
    });
  }

  it('never become an offset that the database refuses', () => {
    fc.assert(
      fc.property(fc.string(), fc.oneof(fc.string(), fc.integer().map(String)), (page, limit) => {
        const parsed = query.safeParse({ page, limit });
        return !parsed.success || (parsed.data.page - 1) * parsed.data.limit <= 99_900;
      }),
      { numRuns: 1_000 },
    );
  });

  it('count pages, none for nothing', () => {
    expect(paginationOf({ page: 1, limit: 10 }, 21)).to.include({ total: 21, totalPages: 3 });
    expect(paginationOf({ page: 1, limit: 10 }, 0)).to.include({ totalPages: 0 });
  });
});
