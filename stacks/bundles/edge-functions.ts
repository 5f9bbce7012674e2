import path from 'node:path';
import { buildSync } from 'esbuild';
import type { EdgeFunctionName } from '../../modules/cloudfront/behaviours.ts';
import { edgeFunctionFiles } from './entries.ts';

/** The last statement of what esbuild writes; CloudFront calls the function by its name and refuses `export`. */
const EXPORT = /export \{\s*handler\s*\};\s*$/;

/** The one module of the runtime, whose import stands first; it is no package, so no source can import it. */
const STORE_IMPORT = "import cf from 'cloudfront';";
const USES_STORE = /\bcf\.kvs\(\)/;

/**
 * What cloudfront-js-2.0 has beyond ES 5.1 (CloudFront Functions: JavaScript runtime 2.0 features). esbuild refuses or
 * rewrites everything else, so what the edge could not read does not leave this machine.
 */
const BEYOND_ES5 = {
  'const-and-let': true,
  arrow: true,
  'template-literal': true,
  'rest-argument': true,
  'async-await': true,
  'exponent-operator': true,
  'regexp-named-capture-groups': true,
} as const;

/** The code of the CloudFront Functions of the project in `root`, readable, as it is shown in the console. */
export function edgeFunctionCode(root: string): Record<EdgeFunctionName, string> {
  const { outputFiles } = buildSync({
    bundle: true,
    write: false,
    absWorkingDir: root,
    outdir: 'never-written',
    entryPoints: { ...edgeFunctionFiles },
    format: 'esm',
    target: 'es5',
    supported: BEYOND_ES5,
    legalComments: 'none',
    logLevel: 'silent',
  });
  const of = (name: EdgeFunctionName): string => {
    const code = outputFiles?.find((file) => path.basename(file.path) === `${name}.js`)?.text ?? '';
    if (!EXPORT.test(code))
      throw new Error(`${edgeFunctionFiles[name]} exports not exactly one function named handler`);
    const text = code.replace(EXPORT, '');
    return USES_STORE.test(text) ? `${STORE_IMPORT}\n${text}` : text;
  };
  return {
    'vwr-page-rewrite': of('vwr-page-rewrite'),
    'vwr-api-prefix-strip': of('vwr-api-prefix-strip'),
    'vwr-gate': of('vwr-gate'),
  };
}
