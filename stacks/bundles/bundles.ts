import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Annotations } from 'cdktf';
import type { Construct } from 'constructs';
import type { EdgeFunctionName } from '../../modules/cloudfront/behaviours.ts';
import type { FunctionBundle } from '../../modules/function-bundle.ts';
import { compile } from './compile.ts';
import { edgeFunctionCode } from './edge-functions.ts';
import { type BundleName, bundleEntries } from './entries.ts';
import { storedZip } from './stored-zip.ts';

/** The code of every function of the system, ready for the modules. */
export interface Bundles {
  readonly functions: Readonly<Record<BundleName, FunctionBundle>>;
  /** Code of the CloudFront Functions as text. */
  readonly edgeFunctions: Readonly<Record<EdgeFunctionName, string>>;
  /** Entry files that have not been written yet: their bundles refuse to run. */
  readonly missing: readonly string[];
}

const ROOT = path.resolve(import.meta.dirname, '../..');
let made: Bundles | undefined;

/** The bundles of this project, made once per process: prod and staging deploy the same code. */
export function projectBundles(): Bundles {
  made ??= makeBundles(ROOT, path.join(ROOT, 'dist/bundles'));
  return made;
}

/**
 * Builds every bundle of the project in `root` and writes the zip files to `folder` where they changed.
 * @throws Error when a required entry file is missing, when a bundle is too big, or when esbuild refuses a source.
 */
export function makeBundles(root: string, folder: string): Bundles {
  const entries = Object.entries(bundleEntries).map(([name, entry]) => ({ name, ...entry }));
  const written = entries.filter(({ file }) => existsSync(path.join(root, file)));
  const compiled = compile(root, written);
  mkdirSync(folder, { recursive: true });
  const bundle = (name: BundleName): FunctionBundle => {
    const { file, format, limitBytes, required } = bundleEntries[name];
    const code = compiled.get(name);
    if (code === undefined && required) throw new Error(`${file} is missing: write it, its function cannot do without`);
    const zip = storedZip(
      code === undefined
        ? [{ name: 'index.js', content: refusal(file) }]
        : [{ name: format === 'esm' ? 'index.mjs' : 'index.js', content: code }],
    );
    if (zip.length >= limitBytes)
      throw new Error(
        `the bundle of ${file} has ${zip.length} bytes; allowed: below ${limitBytes}. Import less there.`,
      );
    const zipFile = path.join(folder, `${name}.zip`);
    writeIfChanged(zipFile, zip);
    return { path: zipFile, hash: createHash('sha256').update(zip).digest('base64'), bytes: zip.length };
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
    missing: entries.filter(({ name }) => !compiled.has(name)).map(({ file }) => file),
  };
}

/** Warns at synth, by name, of every function that would be deployed without its code. */
export function warnOfMissing(scope: Construct, bundles: Bundles): void {
  for (const file of bundles.missing)
    Annotations.of(scope).addWarning(
      `bundles/handler-missing: ${file} has not been written yet; its function is deployed as code that refuses to run`,
    );
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
