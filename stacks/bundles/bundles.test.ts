import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, TerraformStack } from 'cdktf';
import { expect } from 'chai';
import { generateSigningJwk, importSigningKeys, publicJwks } from '../../services/shared/tokens/keys.ts';
import { makeBundles, projectBundles, warnOfMissingKeys } from './bundles.ts';
import { type EdgeConfiguration, edgeConfiguration } from './edge-configuration.ts';
import { edgeFunctionFiles } from './entries.ts';

describe('bundles', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'urr-bundles-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A project under another path, with the CloudFront Functions and what is given. */
  function project(name: string, files: Readonly<Record<string, string>>): string {
    const root = path.join(folder, name);
    const all = {
      ...Object.fromEntries(Object.values(edgeFunctionFiles).map((file) => [file, 'export function handler() {}'])),
      ...Object.fromEntries(
        ['viewer-request', 'vwr-api', 'vwr-advancer'].map((name) => [
          `edge/${name}/index.ts`,
          `export const handler = () => '${name}';`,
        ]),
      ),
      'services/data-setup/handler.ts': 'export const databases = () => 1;',
      'services/ticket-worker/handler.ts': 'export const handler = () => 2;',
      ...files,
    };
    for (const [file, text] of Object.entries(all)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    return root;
  }
  const make = (name: string, files: Readonly<Record<string, string>>, edge?: EdgeConfiguration) => {
    const root = project(name, files);
    return makeBundles(root, path.join(root, 'dist/bundles'), edge);
  };

  const handler = "import { answer } from './answer.ts';\nexport const handler = async () => answer;\n";
  const written = {
    'edge/vwr-api/index.ts': handler,
    'edge/vwr-api/answer.ts': 'export const answer: number = 42;\n',
    'edge/viewer-request/index.ts': handler,
    'edge/viewer-request/answer.ts': 'export const answer: number = 43;\n',
  };

  it('bundles what is written, and the code in it runs', async () => {
    const root = project('runs', written);
    const bundles = makeBundles(root, path.join(root, 'out'));

    const entries = storedFiles(readFileSync(bundles.functions.vwrApi.path));
    const module = path.join(folder, 'index.mjs');
    writeFileSync(module, entries.get('index.mjs')!);
    const { handler: loaded } = (await import(pathToFileURL(module).href)) as { handler: () => Promise<number> };
    expect(await loaded()).to.equal(42);
    expect([...storedFiles(readFileSync(bundles.functions.viewerRequest.path)).keys()]).to.deep.equal(['index.js']);
  });

  it('gives the same bytes whatever the machine, the folder and the clock', () => {
    const first = make('here', written);
    const root = project('somewhere/else', written);
    for (const file of Object.keys(written)) utimesSync(path.join(root, file), 1, 1);
    const second = makeBundles(root, path.join(root, 'dist'));

    for (const name of ['vwrApi', 'viewerRequest', 'ticketWorker'] as const) {
      expect(second.functions[name].hash).to.equal(first.functions[name].hash);
      expect(readFileSync(second.functions[name].path).equals(readFileSync(first.functions[name].path))).to.equal(true);
    }
  });

  it('gives another hash for other code, and the hash is that of the file', () => {
    const first = make('first', written).functions.vwrApi;
    const second = make('second', { ...written, 'edge/vwr-api/answer.ts': 'export const answer = 44;' }).functions
      .vwrApi;

    expect(second.hash).not.to.equal(first.hash);
    expect(createHash('sha256').update(readFileSync(second.path)).digest('base64')).to.equal(second.hash);
    expect(statSync(second.path).size).to.equal(second.bytes);
  });

  it('refuses to go on without a handler, and names its file', () => {
    for (const file of [
      'services/data-setup/handler.ts',
      'edge/viewer-request/index.ts',
      'edge/vwr-api/index.ts',
      'edge/vwr-advancer/index.ts',
      'services/ticket-worker/handler.ts',
    ]) {
      const root = project('lost', {});
      rmSync(path.join(root, file));
      expect(() => makeBundles(root, path.join(root, 'out'))).to.throw(`${file} is missing`);
    }
  });

  describe('with keys for the token check at the edge', () => {
    const file = () => path.join(folder, 'edge.json');
    const keysOf = (kid: string) => publicJwks(importSigningKeys([generateSigningJwk(kid)]));
    const read = (said: unknown) => {
      writeFileSync(file(), JSON.stringify(said));
      return edgeConfiguration({ URR_EDGE_CONFIG_FILE: file() });
    };
    const source = {
      'edge/viewer-request/index.ts':
        'declare const URR_EDGE_CONFIG: unknown;\nexport const handler = () => URR_EDGE_CONFIG;',
    };

    it('builds them in, and builds again when they change', async () => {
      const keys = { vwrKeys: keysOf('vwr-1'), entryKeys: keysOf('entry-1') };
      const first = make('keys', source, read(keys));
      const second = make('keys', source, read({ ...keys, vwrKeys: keysOf('vwr-2') }));

      const code = storedFiles(readFileSync(second.functions.viewerRequest.path)).get('index.js')!;
      expect(second.functions.viewerRequest.hash).not.to.equal(first.functions.viewerRequest.hash);
      expect(code.toString()).to.contain('vwr-2').and.to.contain('entry-1');
    });

    it('takes them from the answer of data-setup as well', () => {
      const publicKeys = { access: keysOf('access-1'), entry: keysOf('entry-1'), vwr: keysOf('vwr-1') };
      expect(read({ newCredentials: [], publicKeys })).to.deep.equal({
        vwrKeys: publicKeys.vwr,
        entryKeys: publicKeys.entry,
      });
    });

    it('never takes a private key, and says what is wrong', () => {
      const privateKeys = { keys: [generateSigningJwk('vwr-1')] };
      expect(() => read({ vwrKeys: privateKeys, entryKeys: keysOf('entry-1') })).to.throw(/edge\.json.*"d"/s);
      expect(() => read({})).to.throw(/vwrKeys/);
      expect(edgeConfiguration({})).to.equal(undefined);
    });
  });

  it('warns at synth when the edge would be deployed without keys, where there is an edge', () => {
    const keys = publicJwks(importSigningKeys([generateSigningJwk('k')]));
    const warningsOf = (edge: EdgeConfiguration | undefined, name: 'viewerRequest' | 'vwrApi') => {
      const app = new App({ outdir: folder });
      const stack = new TerraformStack(app, 'test');
      new AwsProvider(stack, 'aws', { region: 'ap-northeast-2' });
      const bundles = make('edge', {}, edge);
      warnOfMissingKeys(stack, bundles);
      new LambdaFunction(stack, name, { functionName: name, role: 'r', sourceCodeHash: bundles.functions[name].hash });
      app.synth();
      return stack.node.metadata.filter(({ type }) => type.endsWith('warn')).map(({ data }) => String(data));
    };

    expect(warningsOf(undefined, 'viewerRequest').join()).to.match(/edge-keys-missing: URR_EDGE_CONFIG_FILE/);
    expect(warningsOf(undefined, 'vwrApi')).to.deep.equal([]);
    expect(warningsOf({ vwrKeys: keys, entryKeys: keys }, 'viewerRequest')).to.deep.equal([]);
  });

  it('refuses an edge bundle of 1 MB and more (ruling B25)', () => {
    const big = `export const handler = () => ${JSON.stringify('x'.repeat(1_048_576))};`;

    expect(() => make('big', { 'edge/viewer-request/index.ts': big })).to.throw(
      /viewer-request\/index\.ts has \d+ bytes/,
    );
  });

  it('refuses a worker of 3 MB and more: its buyers wait for a cold start', () => {
    const big = `export const handler = () => ${JSON.stringify('x'.repeat(3 * 1_048_576))};`;

    expect(() => make('slow', { 'services/ticket-worker/handler.ts': big })).to.throw(
      /ticket-worker\/handler\.ts has \d+ bytes/,
    );
  });

  it('refuses what CloudFront Functions cannot read', () => {
    const modern = 'export function handler({ request }) { return request; }';

    expect(() => make('modern', { 'edge/functions/vwr-page-rewrite.ts': modern })).to.throw(/destructuring/);
    expect(() => make('nameless', { 'edge/functions/vwr-page-rewrite.ts': 'export const other = 1;' })).to.throw(
      /exactly one function named handler/,
    );
  });

  it('builds again when a source changes, or a zip is not what was built, and not otherwise', () => {
    const root = project('changes', written);
    const out = path.join(root, 'out');
    const record = path.join(out, 'build-record.json');
    const first = makeBundles(root, out).functions.vwrApi;
    utimesSync(record, 1, 1);
    makeBundles(root, out);
    expect(statSync(record).mtimeMs).to.equal(1_000);

    writeFileSync(first.path, 'something else');
    expect(makeBundles(root, out).functions.vwrApi.hash).to.equal(first.hash);

    writeFileSync(path.join(root, 'edge/vwr-api/answer.ts'), 'export const answer = 45;');
    expect(makeBundles(root, out).functions.vwrApi.hash).not.to.equal(first.hash);

    writeFileSync(record, '{ half');
    expect(makeBundles(root, out).functions.vwrApi.hash).not.to.equal(first.hash);
  });

  it('leaves a zip alone that has not changed', () => {
    const root = project('again', written);
    const { path: file } = makeBundles(root, path.join(root, 'dist')).functions.vwrApi;
    utimesSync(file, 1, 1);
    makeBundles(root, path.join(root, 'dist'));

    expect(statSync(file).mtimeMs).to.equal(1_000);
  });

  it('bundles this project once, for prod and staging', () => {
    expect(projectBundles()).to.equal(projectBundles());
  });
});

/** The files of a zip that is not compressed, read from its local headers. */
function storedFiles(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const size = zip.readUInt32LE(at + 18);
    const nameEnd = at + 30 + zip.readUInt16LE(at + 26);
    files.set(zip.toString('utf8', at + 30, nameEnd), zip.subarray(nameEnd, nameEnd + size));
    at = nameEnd + size;
  }
  return files;
}
