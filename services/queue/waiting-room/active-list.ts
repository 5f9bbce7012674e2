import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Room } from './room.ts';

/** Where the edge reads which waiting rooms are active (edge/viewer-request/README.md). */
export interface ActiveList {
  /** Replaces the list; whoever reads meanwhile gets the old one or the new one, whole. */
  put(text: string): Promise<void>;
}

/** Key of the list in the frontend bucket: beside the waiting page, so that CloudFront itself serves it. */
const KEY = 'vwr/active-events.json';

/** The list in the frontend bucket. CloudFront may keep it for ten seconds, as long as the edge does. */
export function bucketActiveList(client: Pick<S3Client, 'send'>, bucket: string): ActiveList {
  return {
    async put(text) {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: KEY,
          Body: text,
          ContentType: 'application/json',
          CacheControl: 'max-age=10',
        }),
      );
    },
  };
}

/** The list in a file, where one machine stands for AWS (local/edge). */
export function fileActiveList(file: string): ActiveList {
  return {
    async put(text) {
      await mkdir(path.dirname(file), { recursive: true });
      const unfinished = `${file}.${process.pid}`;
      await writeFile(unfinished, text);
      await rename(unfinished, file);
    },
  };
}

/** The list of the rooms at which the edge stops people: the active ones, but for those that let everybody pass. */
function activeListOf(rooms: readonly Room[]): string {
  const ids = rooms.filter(({ isActive, mode }) => isActive && mode !== 'pass').map(({ eventId }) => eventId);
  return JSON.stringify({ events: ids.toSorted().map((id) => ({ id })) });
}

/**
 * Tells the edge which rooms are active now. Operators may do so at once: whoever writes looks again afterwards, and writes
 * again when another room has changed meanwhile, so that the last writer has seen all changes.
 */
export async function publishActiveRooms(rooms: () => Promise<readonly Room[]>, list: ActiveList): Promise<void> {
  for (let text = activeListOf(await rooms()); ; ) {
    await list.put(text);
    const now = activeListOf(await rooms());
    if (now === text) return;
    text = now;
  }
}
