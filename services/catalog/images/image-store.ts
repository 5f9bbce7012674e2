import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** Where pictures are kept, by key (`files/<name>`); a key is written once and never changed. */
export interface ImageStore {
  put(key: string, bytes: Buffer): Promise<void>;
  /** Undefined for a key that was never written. */
  get(key: string): Promise<Buffer | undefined>;
  close(): void;
}

/** A folder of this machine, for development and tests: pods share no disk. */
export function createFolderStore(folder: string): ImageStore {
  // Keys come from our own routes, which know only names without a slash; the last part of one stays in this folder.
  const fileOf = (key: string) => path.join(folder, path.basename(key));
  return {
    async put(key, bytes) {
      await mkdir(folder, { recursive: true });
      // Whoever reads meanwhile finds nothing or the whole picture.
      const unfinished = `${fileOf(key)}.part`;
      await writeFile(unfinished, bytes);
      await rename(unfinished, fileOf(key));
    },
    async get(key) {
      try {
        return await readFile(fileOf(key));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    close: () => undefined,
  };
}

/** A bucket; credentials come from the pod's role. @param options.endpoint of an S3 that is not AWS's, for tests */
export function createBucketStore(options: {
  bucket: string;
  region: string;
  endpoint?: string | undefined;
}): ImageStore {
  const { bucket, region, endpoint } = options;
  const client = new S3Client({ region, ...(endpoint && { endpoint, forcePathStyle: true }) });
  return {
    async put(key, bytes) {
      const type = { ContentType: 'image/webp', CacheControl: 'public, max-age=31536000, immutable' };
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ...type }));
    },
    async get(key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return Body && Buffer.from(await Body.transformToByteArray());
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    close: () => client.destroy(),
  };
}
