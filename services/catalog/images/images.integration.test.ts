import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { type RunningCatalog, runCatalog } from '../testing/running-catalog.ts';
import { createBucketStore, createFolderStore, type ImageStore } from './image-store.ts';

/** Answers PUT and GET of objects as S3 does, with the bucket in the path. */
async function objectServer() {
  const objects = new Map<string, Buffer>();
  const server = createServer((req, res) => {
    const key = new URL(req.url ?? '', 'http://x').pathname;
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      if (req.method === 'PUT') objects.set(key, Buffer.concat(chunks));
      const found = objects.get(key);
      if (found) res.writeHead(200).end(req.method === 'PUT' ? undefined : found);
      else res.writeHead(404, { 'content-type': 'application/xml' }).end('<Error><Code>NoSuchKey</Code></Error>');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    objects,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => server.close(),
  };
}

describe('the store of pictures', function () {
  this.timeout(30_000);
  let folder: string;
  let s3: Awaited<ReturnType<typeof objectServer>>;
  const kept = { ...process.env };

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'urr-images-'));
    s3 = await objectServer();
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  });
  after(async () => {
    s3.stop();
    process.env.AWS_ACCESS_KEY_ID = kept.AWS_ACCESS_KEY_ID ?? '';
    process.env.AWS_SECRET_ACCESS_KEY = kept.AWS_SECRET_ACCESS_KEY ?? '';
    await rm(folder, { recursive: true });
  });

  const stores: Readonly<Record<string, () => ImageStore>> = {
    'a folder': () => createFolderStore(folder),
    'a bucket': () => createBucketStore({ bucket: 'pictures', region: 'ap-northeast-2', endpoint: s3.endpoint }),
  };
  for (const [what, make] of Object.entries(stores)) {
    it(`keeps them in ${what}, and says when there is none`, async () => {
      const store = make();
      await store.put('files/1_a.webp', Buffer.from([1, 2, 3]));

      expect([...((await store.get('files/1_a.webp')) ?? [])]).to.deep.equal([1, 2, 3]);
      expect(await store.get('files/2_b.webp')).to.equal(undefined);
      store.close();
    });
  }

  describe('over HTTP', () => {
    let catalog: RunningCatalog;
    before(async () => {
      catalog = await runCatalog({ IMAGE_FOLDER: path.join(folder, 'uploads') });
    });
    after(() => catalog.close());

    const picture = () =>
      sharp({ create: { width: 30, height: 20, channels: 3, background: '#a20' } })
        .png()
        .toBuffer();
    const form = (bytes: Buffer, name = 'p.png', field = 'image', type = 'image/png') => {
      const made = new FormData();
      made.append(field, new File([new Uint8Array(bytes)], name, { type }));
      return made;
    };
    const upload = async (body: object) => {
      const answer = await catalog.send('POST', '/api/image/upload', body);
      return { status: answer.status, body: (await answer.json()) as Record<string, string> };
    };

    it('takes a picture and shows it to everybody, as a picture and nothing else', async () => {
      const { status, body } = await upload(form(await picture(), '../../etc/My Poster (1).html'));

      expect(status).to.equal(201);
      expect(body.url).to.match(/^\/api\/image\/files\/\d{13}_etc-my-poster-1-[0-9a-f]{8}\.webp$/);
      const shown = await catalog.get(body.url!);
      expect(shown.headers.get('content-type')).to.equal('image/webp');
      expect(shown.headers.get('x-content-type-options')).to.equal('nosniff');
      expect(shown.headers.get('content-security-policy')).to.equal("default-src 'none'; sandbox");
      expect(await sharp(Buffer.from(await shown.arrayBuffer())).metadata()).to.include({ format: 'webp', width: 30 });
    });

    it('believes the bytes and not the name or the type that was said', async () => {
      const html = Buffer.from('<html><script>alert(1)</script></html>');

      expect(await upload(form(html, 'p.png', 'image', 'image/png'))).to.deep.include({ status: 422 });
      expect((await upload(form(await picture(), 'p.html', 'image', 'text/html'))).status).to.equal(201);
    });

    it('refuses what is too large, missing or no form', async () => {
      const codes = [
        await upload(form(Buffer.alloc(5 * 1024 * 1024 + 1))),
        await upload(form(Buffer.alloc(6 * 1024 * 1024))),
        await upload(form(await picture(), 'p.png', 'other')),
        await upload({ image: 'x' }),
      ].map(({ body }) => body.code);

      expect(codes).to.deep.equal(['BODY_TOO_LARGE', 'BODY_TOO_LARGE', 'IMAGE_MISSING', 'UNSUPPORTED_MEDIA_TYPE']);
    });

    it('leads nowhere else: no path, no other file of the machine', async () => {
      const before = await readdir(folder);
      for (const name of ['..%2f..%2fpackage.json', 'x.webp', '1234567890123_a.html', '1234567890123_A.webp']) {
        expect((await catalog.get(`/api/image/files/${name}`)).status, name).to.equal(422);
      }
      expect((await catalog.get('/api/image/files/1234567890123_none.webp')).status).to.equal(404);
      expect(await readdir(folder)).to.deep.equal(before);
    });
  });

  it('says so when there is no place for them', async () => {
    const catalog = await runCatalog();
    const answer = await catalog.send('POST', '/api/image/upload', new FormData());
    await catalog.close();

    expect([answer.status, ((await answer.json()) as { code: string }).code]).to.deep.equal([
      503,
      'IMAGE_STORE_MISSING',
    ]);
  });
});
