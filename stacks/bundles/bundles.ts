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
  /** Entry files that have not been written yet: their bundles refuse to run. */
  readonly missing: readonly string[];
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
 * @throws Error when a required entry file is missing, when a bundle is too big, or when esbuild refuses a source.
 */
export function makeBundles(root: string, folder: string, edge?: EdgeConfiguration): Bundles {
  const missing = bundleNames.filter((name) => !existsSync(path.join(root, bundleEntries[name].file)));
  const required = missing.find((name) => bundleEntries[name].required);
  if (required !== undefined)
    throw new Error(`${bundleEntries[required].file} is missing: write it, its function cannot do without`);
  const recordFile = path.join(folder, 'build-record.json');
  const settings = settingsHash(root, [compileOptions, bundleEntries, missing, edge]);
  const record = readRecord(recordFile);
  if (record === undefined || !stillHolds(record, root, folder, settings)) {
    mkdirSync(folder, { recursive: true });
    const { zips, inputs } = build(root, missing, edge);
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
    missing: missing.map((name) => bundleEntries[name].file),
    knowsKeys: edge !== undefined,
  };
}

/** The zips of all functions, and the sources that they were made from. */
function build(root: string, missing: readonly BundleName[], edge: EdgeConfiguration | undefined) {
  const { code, inputs } = compile(
    root,
    bundleNames.filter((name) => !missing.includes(name)).map((name) => ({ name, ...bundleEntries[name] })),
    edge === undefined ? {} : { URR_EDGE_CONFIG: JSON.stringify(edge) },
  );
  const zips = new Map<BundleName, Buffer>();
  for (const name of bundleNames) {
    const { file, format, limitBytes } = bundleEntries[name];
    const zip = storedZip([
      { name: format === 'esm' && code.has(name) ? 'index.mjs' : 'index.js', content: code.get(name) ?? refusal(file) },
    ]);
    if (zip.length >= limitBytes)
      throw new Error(
        `the bundle of ${file} has ${zip.length} bytes; allowed: below ${limitBytes}. Import less there.`,
      );
    zips.set(name, zip);
  }
  return { zips, inputs };
}

/** Warns when `scope` is synthesised, by name, of every function in it that would be deployed without its code or its keys. */
export function warnOfMissing(scope: Construct, bundles: Bundles): void {
  const { viewerRequest } = bundles.functions;
  const refusals = new Map(
    bundleNames
      .map((name) => [bundles.functions[name].hash, bundleEntries[name].file] as const)
      .filter(([, file]) => bundles.missing.includes(file)),
  );
  Aspects.of(scope).add({
    visit(node: IConstruct) {
      const hash = node instanceof LambdaFunction ? node.sourceCodeHashInput : undefined;
      if (hash === viewerRequest.hash && !bundles.knowsKeys)
        Annotations.of(scope).addWarning(
          'bundles/edge-keys-missing: URR_EDGE_CONFIG_FILE names no file, so the token check at the edge knows no keys and ' +
            'accepts no token: what is guarded stays shut',
        );
      const file = refusals.get(hash ?? '');
      if (file !== undefined)
        Annotations.of(scope).addWarning(
          `bundles/handler-missing: ${file} has not been written yet; its function is deployed as code that refuses to run`,
        );
    },
  });
}

/** What is deployed in place of a handler that does not exist: it fails loudly and says which file is missing. */
function refusal(file: string): Buffer {
  const message = JSON.stringify(`${file} has not been written yet: this function refuses to run`);
  return Buffer.from(`'use strict';\nexports.handler = async () => {\n  throw new Error(${message});\n};\n`);
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
