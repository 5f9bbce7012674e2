import sharp from 'sharp';
import { AppError } from '../../shared/errors/app-error.ts';

/** Pixels, all frames together: a poster of 6,000 by 4,000. A picture of a few kilobytes may claim a thousand times as many. */
const mostPixels = 24_000_000;
/** The longer side of what is kept; no page shows more. */
const longestSide = 2_048;
const secondsPerImage = 10;

// One picture at a time on one thread, and nothing kept afterwards: a pod has 512 MiB, and the sale's pages come first.
sharp.concurrency(1);
sharp.cache(false);
let last: Promise<unknown> = Promise.resolve();

/** The four kinds that are accepted (domain.md 1.7), by their first bytes; what the sender calls it does not count. */
export function sniffImage(bytes: Buffer): 'jpeg' | 'png' | 'gif' | 'webp' | undefined {
  const text = (from: number, to: number) => bytes.toString('latin1', from, to);
  if (text(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (['GIF87a', 'GIF89a'].includes(text(0, 6))) return 'gif';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  return undefined;
}

/**
 * Draws a picture anew as WebP: pixels only. What else the file held (place and camera, scripts behind the picture, a second
 * format) is not in the result. Of a moving picture the first frame stays.
 * @throws AppError IMAGE_UNREADABLE, also for what unpacks to more pixels than allowed
 */
export function cleanImage(bytes: Buffer): Promise<Buffer> {
  const result = last.then(() => redraw(bytes));
  last = result.catch(() => undefined);
  return result;
}

async function redraw(bytes: Buffer): Promise<Buffer> {
  // Before anything decodes it: sharp would also open SVG, PDF and TIFF, with the parsers of those.
  if (sniffImage(bytes) === undefined) throw unreadable('Send a JPEG, PNG, WebP or GIF.');
  try {
    return await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
      .timeout({ seconds: secondsPerImage })
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer();
  } catch (error) {
    throw unreadable('The picture is damaged, or has more than 24 million pixels.', error);
  }
}

const unreadable = (message: string, cause?: unknown) => new AppError('IMAGE_UNREADABLE', message, {}, cause);
