import path from 'node:path';
import { createContext, Script } from 'node:vm';
import { expect } from 'chai';
import { edgeFunctionCode } from '../../stacks/bundles/edge-functions.ts';

interface ViewerRequest {
  readonly method: string;
  readonly uri: string;
  readonly querystring: Readonly<Record<string, { readonly value: string }>>;
}

/** The text that is deployed. */
const deployed = edgeFunctionCode(path.resolve(import.meta.dirname, '../..'));

/**
 * Runs a CloudFront Function as cloudfront-js-2.0 does: the language alone, without modules, timers, network, eval or
 * anything of Node.js; the time-out ends what never ends.
 */
function run(
  name: keyof typeof deployed,
  uri: string,
  querystring: ViewerRequest['querystring'] = { from: { value: 'mail' } },
): ViewerRequest {
  const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  new Script(deployed[name]).runInContext(context, { timeout: 5_000 });
  const event = {
    version: '1.0',
    context: { eventType: 'viewer-request' },
    viewer: { ip: '203.0.113.7' },
    request: { method: 'GET', uri, querystring, headers: {}, cookies: {} },
  };
  const call = new Script(`JSON.stringify(handler(${JSON.stringify(event)}))`);
  return JSON.parse(call.runInContext(context, { timeout: 5_000 }) as string) as ViewerRequest;
}

describe('CloudFront Functions', () => {
  for (const [name, code] of Object.entries(deployed))
    it(`${name} fits and uses only what CloudFront has`, () => {
      expect(Buffer.byteLength(code)).to.be.at.most(10_240);
      expect(code).to.match(/^(async )?function handler\(event\)/m);
      expect(code).not.to.match(/\b(require|process|setTimeout|fetch|eval|export)\b|\bFunction\(|^import (?!cf from)/m);
    });

  describe('page rewrite of /vwr/*', () => {
    const event = '0b1e9f5e-7c5b-4c61-9a2e-2d1f4a1b0c3d';
    const cases: [string, string, string][] = [
      ['gives every event the one page', `/vwr/${event}`, '/vwr/index.html'],
      ['does so with a slash at the end', `/vwr/${event}/`, '/vwr/index.html'],
      ['does so without an event', '/vwr/', '/vwr/index.html'],
      ['leaves files of the page alone', '/vwr/page.js', '/vwr/page.js'],
      ['leaves files in folders alone', '/vwr/fonts/a.woff2', '/vwr/fonts/a.woff2'],
    ];
    for (const [what, uri, becomes] of cases)
      it(what, () => {
        expect(run('vwr-page-rewrite', uri).uri).to.equal(becomes);
      });

    it('sends a page without JavaScript to the plain page of its event', () => {
      const plain = { plain: { value: '' } };
      for (const uri of [`/vwr/${event}`, `/vwr/${event}/`])
        expect(run('vwr-page-rewrite', uri, plain)).to.deep.equal({
          statusCode: 302,
          statusDescription: 'Found',
          headers: {
            location: { value: `/vwr-api/vwr/check/${event}/page` },
            'cache-control': { value: 'no-store' },
          },
        });
      expect(run('vwr-page-rewrite', '/vwr/page.js', plain).uri).to.equal('/vwr/page.js');
      expect(run('vwr-page-rewrite', '/vwr/ https:', plain).uri).to.equal('/vwr/index.html');
    });
  });

  describe('prefix strip of /vwr-api/*', () => {
    const cases: [string, string, string][] = [
      ['takes the prefix away', '/vwr-api/vwr/assign/1', '/vwr/assign/1'],
      ['keeps a path that begins with a slash', '/vwr-api/', '/'],
      ['takes it away once', '/vwr-api/vwr-api/x', '/vwr-api/x'],
      ['leaves other paths alone', '/vwr-apis/x', '/vwr-apis/x'],
    ];
    for (const [what, uri, becomes] of cases)
      it(what, () => {
        expect(run('vwr-api-prefix-strip', uri).uri).to.equal(becomes);
      });

    it('keeps method and query', () => {
      expect(run('vwr-api-prefix-strip', '/vwr-api/vwr/status/1')).to.deep.include({
        method: 'GET',
        querystring: { from: { value: 'mail' } },
      });
    });
  });
});
