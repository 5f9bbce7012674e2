import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { Annotations, Aspects } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import type { EdgeFunctionName } from '../../modules/cloudfront/behaviours.ts';
import type { FunctionBundle } from '../../modules/function-bundle.ts';
import { type BuildRecord, hashesOf, readRecord, settingsHash, stillHolds } from './build-record.ts';
import { compile, compileOptions } from './compile.ts';
import { type EdgeConfiguration, edgeConfiguration } from './edge-configuration.ts';
import { edgeFunctionCode } from './edge-functions.ts';
import { type BundleName, bundleEntries, bundleNames } from './entries.ts';
import { storedZip } from './stored-zip.ts';

/** The code of every function of the system, ready for the modules. */
export interface Bundles {
  readonly functions: Readonly<Record<BundleName, FunctionBundle>>;
  /** Code of the CloudFront Functions as text. */
  readonly edgeFunctions: Readonly<Record<EdgeFunctionName, string>>;
  /** Whether the token check at the edge was built with the public keys of this deployment. */
  readonly knowsKeys: boolean;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
let made: Bundles | undefined;

/** The bundles of this project, made once per process: prod and staging deploy the same code. */
export function projectBundles(): Bundles {
  made ??= makeBundles(ROOT, path.join(ROOT, 'dist/bundles'), edgeConfiguration(process.env));
  return made;
}

/**
 * Gives every bundle of the project in `root`, built into `folder` unless the zips that lie there were made from the same.
 * @throws Error when an entry file is missing, when a bundle is too big, or when esbuild refuses a source.
 */
export function makeBundles(root: string, folder: string, edge?: EdgeConfiguration): Bundles {
  const missing = bundleNames.find((name) => !existsSync(path.join(root, bundleEntries[name].file)));
  if (missing !== undefined)
    throw new Error(`${bundleEntries[missing].file} is missing: its function cannot be deployed without`);
  const recordFile = path.join(folder, 'build-record.json');
  const settings = settingsHash(root, [compileOptions, bundleEntries, edge]);
  const record = readRecord(recordFile);
  if (record === undefined || !stillHolds(record, root, folder, settings)) {
    mkdirSync(folder, { recursive: true });
    const { zips, inputs } = build(root, edge);
    for (const [name, zip] of zips) writeIfChanged(path.join(folder, `${name}.zip`), zip);
    const hashes = Object.fromEntries([...zips].map(([name, zip]) => [name, sha256(zip)]));
    const made: BuildRecord = { settings, inputs: hashesOf(root, inputs), zips: hashes };
    writeIfChanged(recordFile, Buffer.from(JSON.stringify(made)));
  }
  const bundle = (name: BundleName): FunctionBundle => {
    const zipFile = path.join(folder, `${name}.zip`);
    const zip = readFileSync(zipFile);
    return { path: zipFile, hash: sha256(zip), bytes: zip.length };
  };
  return {
    functions: {
      viewerRequest: bundle('viewerRequest'),
      vwrApi: bundle('vwrApi'),
      vwrAdvancer: bundle('vwrAdvancer'),
      ticketWorker: bundle('ticketWorker'),
      dataSetup: bundle('dataSetup'),
    },
    edgeFunctions: edgeFunctionCode(root),
    knowsKeys: edge !== undefined,
  };
}

/** The zips of all functions, and the sources that they were made from. */
function build(root: string, edge: EdgeConfiguration | undefined) {
  const { code, inputs } = compile(
    root,
    bundleNames.map((name) => ({ name, ...bundleEntries[name] })),
    edge === undefined ? {} : { URR_EDGE_CONFIG: JSON.stringify(edge) },
  );
  const zips = new Map<BundleName, Buffer>();
  for (const name of bundleNames) {
    const { file, format, limitBytes } = bundleEntries[name];
    const content = code.get(name);
    if (content === undefined) throw new Error(`esbuild gave no code for ${name}`);
    const zip = storedZip([{ name: format === 'esm' ? 'index.mjs' : 'index.js', content }]);
    if (zip.length >= limitBytes)
      throw new Error(
        `the bundle of ${file} has ${zip.length} bytes; allowed: below ${limitBytes}. Import less there.`,
      );
    zips.set(name, zip);
  }
  return { zips, inputs };
}

/** Warns when `scope` is synthesised of a token check at the edge that would be deployed without its keys. */
export function warnOfMissingKeys(scope: Construct, bundles: Bundles): void {
  const { viewerRequest } = bundles.functions;
  Aspects.of(scope).add({
    visit(node: IConstruct) {
      const hash = node instanceof LambdaFunction ? node.sourceCodeHashInput : undefined;
      if (hash === viewerRequest.hash && !bundles.knowsKeys)
        Annotations.of(scope).addWarning(
          'bundles/edge-keys-missing: URR_EDGE_CONFIG_FILE names no file, so the token check at the edge knows no keys and ' +
            'accepts no token: what is guarded stays shut',
        );
    },
  });
}

/** Through a file beside it, so that another synthesis that reads at the same time sees the old or the new one, whole. */
function writeIfChanged(file: string, content: Buffer): void {
  if (existsSync(file) && readFileSync(file).equals(content)) return;
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, content);
  renameSync(beside, file);
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('base64');
}
