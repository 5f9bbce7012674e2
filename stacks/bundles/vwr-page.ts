import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';

const FOLDER = 'edge/vwr-page';
/** Whoever checks a lottery gets the verifier from where the page comes, unchanged. */
const VERIFIER = 'edge/lottery/verify-draw.mjs';
const HASH_LENGTH = 10;

const OPTIONS: BuildOptions = {
  bundle: true,
  minify: true,
  write: false,
  platform: 'browser',
  format: 'esm',
  // Browsers of the last three years: what is older waits without JavaScript.
  target: ['chrome110', 'safari16', 'firefox115'],
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
};

/** A file of the waiting page as the bucket holds it. */
export interface PageFile {
  /** Key in the bucket, such as `vwr/index.html`. */
  readonly key: string;
  readonly content: Uint8Array;
  readonly contentType: string;
  readonly cacheControl: string;
}

/**
 * The waiting page of the project in `root`, the same bytes on every machine. Script and style are named after their
 * content, so that a page never meets those of another version, however long either is cached.
 */
export function vwrPageFiles(root: string): readonly PageFile[] {
  const script = named('page', 'js', 'text/javascript; charset=utf-8', built(root, 'index.ts'));
  const style = named('page', 'css', 'text/css; charset=utf-8', built(root, 'page.css'));
  const html = readFileSync(path.join(root, FOLDER, 'index.html'), 'utf8')
    .replace('/vwr/page.js', `/${script.key}`)
    .replace('/vwr/page.css', `/${style.key}`)
    .replace(/>\s+</g, '><');
  return [
    {
      key: 'vwr/index.html',
      content: Buffer.from(html),
      contentType: 'text/html; charset=utf-8',
      cacheControl: 'public, max-age=60',
    },
    script,
    style,
    {
      key: 'vwr/verify-draw.mjs',
      content: readFileSync(path.join(root, VERIFIER)),
      contentType: 'text/plain; charset=utf-8',
      cacheControl: 'public, max-age=300',
    },
  ];
}

function built(root: string, file: string): Uint8Array {
  const { outputFiles } = buildSync({ ...OPTIONS, absWorkingDir: root, entryPoints: [path.posix.join(FOLDER, file)] });
  const [output] = outputFiles ?? [];
  if (output === undefined) throw new Error(`esbuild gave nothing for ${file}`);
  return output.contents;
}

function named(name: string, ending: string, contentType: string, content: Uint8Array): PageFile {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, HASH_LENGTH);
  return {
    key: `vwr/${name}.${hash}.${ending}`,
    content,
    contentType,
    cacheControl: 'public, max-age=31536000, immutable',
  };
}
