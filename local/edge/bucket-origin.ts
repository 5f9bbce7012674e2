import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type EdgeReply, type Origin, textReply } from './exchange.ts';

/** A file as it was uploaded. */
export interface BucketFile {
  readonly key: string;
  readonly content: Uint8Array;
  readonly contentType: string;
  readonly cacheControl: string;
}

/**
 * The frontend bucket: the files of the waiting page, and what is uploaded while the platform runs.
 * @param files in the bucket from the beginning
 * @param folder where services upload to; there is one such object, the list of active waiting rooms
 */
export function bucketOrigin(files: readonly BucketFile[], folder: string): Origin {
  const byKey = new Map(files.map((file) => [file.key, file]));
  return async ({ path: uri, method }) => {
    const key = uri.replace(/^\/+/, '');
    const file = key === 'vwr/active-events.json' ? await uploaded(folder, key) : byKey.get(key);
    if (file === undefined) return missing(key);
    const { content, contentType, cacheControl } = file;
    return {
      status: 200,
      headers: [
        ['content-type', contentType],
        ['content-length', String(content.length)],
        ['cache-control', cacheControl],
        ['etag', `"${createHash('md5').update(content).digest('hex')}"`],
      ],
      body: method === 'HEAD' ? Buffer.alloc(0) : Buffer.from(content),
    };
  };
}

/** With what services/queue/waiting-room says about the object when it uploads it. */
async function uploaded(folder: string, key: string): Promise<BucketFile | undefined> {
  const content = await readFile(path.join(folder, key)).catch(() => undefined);
  return content && { key, content, contentType: 'application/json', cacheControl: 'max-age=10' };
}

function missing(key: string): EdgeReply {
  const shown = key.replaceAll(/[<>&"]/g, '');
  return textReply(404, 'application/xml', `<Error><Code>NoSuchKey</Code><Key>${shown}</Key></Error>`);
}
