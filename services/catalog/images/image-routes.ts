import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { cleanImage } from './clean-image.ts';
import type { ImageStore } from './image-store.ts';
import { fileOf } from './multipart.ts';

export interface ImageRouteDependencies {
  /** Undefined where no place for pictures is configured. */
  readonly images: ImageStore | undefined;
  readonly clock: () => Date;
  readonly newId: () => string;
}

/** 5 MB (domain.md 1.7) of picture. */
const mostBytes = 5 * 1024 * 1024;
/** The form around it. */
const envelopeBytes = 64 * 1024;
const fileName = z.string().regex(/^\d{13}_[a-z0-9-]{1,80}\.webp$/, 'is no name of a picture');

/** Uploads and what came of them (domain.md 1.7). */
export function imageRoutes({ images, clock, newId }: ImageRouteDependencies): Route[] {
  function store(): ImageStore {
    if (images === undefined) throw new AppError('IMAGE_STORE_MISSING', 'No place for pictures is configured.');
    return images;
  }

  return [
    route({
      method: 'post',
      path: '/api/image/upload',
      summary: 'Upload a picture (multipart field `image`, JPEG, PNG, WebP or GIF up to 5 MB); it is kept as WebP',
      access: 'admin',
      input: {},
      rawBody: true,
      bodyLimit: mostBytes + envelopeBytes,
      responses: { 201: z.object({ url: z.string(), key: z.string() }) },
      errors: [
        'IMAGE_MISSING',
        'IMAGE_UNREADABLE',
        'IMAGE_STORE_MISSING',
        'BODY_TOO_LARGE',
        'MALFORMED_BODY',
        'UNSUPPORTED_MEDIA_TYPE',
      ],
      handler: async ({ req, headers }) => {
        const kept = store();
        const body: Buffer = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
        const file = await fileOf(body, headers['content-type'], 'image');
        if (file.bytes.length > mostBytes) throw new AppError('BODY_TOO_LARGE', 'A picture may have 5 MB.');
        const image = await cleanImage(file.bytes);
        const name = `${clock().getTime()}_${slugOf(file.name)}-${newId().slice(0, 8)}.webp`;
        await kept.put(`files/${name}`, image);
        return { status: 201, body: { url: `/api/image/files/${name}`, key: `files/${name}` } };
      },
    }),
    route({
      method: 'get',
      path: '/api/image/files/:name',
      summary: 'A picture',
      access: 'public',
      input: { params: z.object({ name: fileName }) },
      // The body is a picture and not JSON.
      responses: { 200: z.undefined() },
      errors: ['IMAGE_NOT_FOUND', 'IMAGE_STORE_MISSING'],
      handler: async ({ params, res }) => {
        const image = await store().get(`files/${params.name}`);
        if (!image) throw new AppError('IMAGE_NOT_FOUND', 'There is no such picture.');
        // Whatever somebody managed to store: a browser shows it as a picture or not at all, and runs nothing of it.
        res.set({
          'content-type': 'image/webp',
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'; sandbox",
          'cache-control': 'public, max-age=31536000, immutable',
        });
        res.status(200).send(image);
        return undefined;
      },
    }),
  ];
}

/** What a person called the file, as far as an address can carry it. */
const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.[^.]*$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40) || 'image';
