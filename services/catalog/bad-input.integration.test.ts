import { expect } from 'chai';
import fc from 'fast-check';
import { authorizationOf } from '../shared/testing/foundation-fake.ts';
import { type RunningCatalog, runCatalog } from './testing/running-catalog.ts';

const hostile = fc.constantFrom(
  "' OR 1=1 --",
  '%',
  '_',
  '\\',
  '\u0000',
  '(((',
  '.*+?',
  '__proto__',
  '-1',
  'NaN',
  '1e999',
  '9'.repeat(40),
  'x'.repeat(2_000),
);
const text = fc
  .oneof(hostile, fc.string({ unit: 'binary', maxLength: 60 }), fc.integer().map(String))
  .map((raw) => Buffer.from(raw).toString());

describe('bad input to catalog', function () {
  this.timeout(60_000);
  let catalog: RunningCatalog;

  before(async () => {
    catalog = await runCatalog();
    await catalog.own(`INSERT INTO keyword_mappings (korean, english) VALUES ('방탄소년단', 'B(T)S.*'), ('가', '')`);
  });
  after(() => catalog.close());

  it('is never a failure of ours in a query', async () => {
    const query = fc.array(fc.tuple(fc.constantFrom('q', 'status', 'page', 'limit', '__proto__', 'q[]'), text), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('/api/events', '/api/artists'), query, async (path, pairs) => {
        const response = await catalog.get(`${path}?${new URLSearchParams(pairs).toString()}`);
        await response.arrayBuffer();
        expect(response.status).to.be.oneOf([200, 422]);
      }),
      { numRuns: 200 },
    );
  });

  it('is never a failure of ours in an id', async () => {
    const paths = fc.constantFrom('/api/events/', '/api/artists/', '/internal/events/');
    await fc.assert(
      fc.asyncProperty(paths, text, async (path, id) => {
        const caller = path.startsWith('/internal') ? 'ticket' : 'gateway';
        const tail = caller === 'ticket' ? '/queue-info' : '';
        const response = await catalog.get(path + encodeURIComponent(id) + tail, {
          authorization: authorizationOf(caller),
        });
        await response.arrayBuffer();
        // An empty id or one of dots is another path.
        expect(response.status).to.be.oneOf([200, 404, 422]);
      }),
      { numRuns: 100 },
    );
  });

  for (const [why, path, init, expected] of [
    ['a broken escape', '/api/events/%E0%A4%A', {}, 400],
    ['an unknown route', '/api/events/1/2', {}, 404],
    ['a write', '/api/events', { method: 'POST', body: '{}' }, 405],
    ['a page given twice', '/api/events?page=1&page=2', {}, 422],
    ['a search of 101 letters', `/api/events?q=${'x'.repeat(101)}`, {}, 422],
  ] as const) {
    it(`answers ${expected} to ${why}`, async () => {
      const headers = { authorization: authorizationOf('gateway') };
      const response = await fetch(catalog.base + path, { ...init, headers });

      expect(response.status).to.equal(expected);
      expect(response.headers.get('content-type')).to.contain('application/problem+json');
    });
  }
});
