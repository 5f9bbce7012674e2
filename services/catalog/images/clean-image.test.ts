import { expect } from 'chai';
import sharp from 'sharp';
import { cleanImage, sniffImage } from './clean-image.ts';

type Format = 'jpeg' | 'png' | 'webp' | 'gif';
const solid = (width: number, height: number, format: Format) =>
  sharp({ create: { width, height, channels: 3, background: '#7a1' } })
    .toFormat(format)
    .toBuffer();
const codeOf = (work: Promise<unknown>) => work.then(() => 'ok').catch((error: { code?: string }) => error.code);

describe('pictures that people upload', function () {
  this.timeout(20_000);

  for (const format of ['jpeg', 'png', 'webp', 'gif'] as const) {
    it(`are drawn anew as WebP from ${format}, known by its bytes`, async () => {
      const bytes = await solid(40, 30, format);

      const clean = await cleanImage(bytes);

      expect(sniffImage(bytes)).to.equal(format);
      expect(await sharp(clean).metadata()).to.include({ format: 'webp', width: 40, height: 30 });
    });
  }

  it('lose place, camera and colour profile, and stand upright before they do', async () => {
    const bytes = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#fff' } })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'somebody', Orientation: '6' }, IFD3: { GPSLatitude: '37/1 33/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();

    const { exif, icc, xmp, orientation, width, height } = await sharp(await cleanImage(bytes)).metadata();

    expect([exif, icc, xmp, orientation]).to.deep.equal([undefined, undefined, undefined, undefined]);
    expect([width, height]).to.deep.equal([20, 40]);
  });

  it('lose what was hidden behind the picture', async () => {
    const hidden = Buffer.from('<script>alert(1)</script>');
    const polyglot = Buffer.concat([await solid(10, 10, 'jpeg'), hidden]);

    expect((await cleanImage(polyglot)).includes(hidden)).to.equal(false);
  });

  it('are made no larger than a page shows', async () => {
    expect(await sharp(await cleanImage(await solid(4_000, 1_000, 'png'))).metadata()).to.include({
      width: 2_048,
      height: 512,
    });
  });

  it('are refused when they unpack to more than 24 million pixels, however small they are', async () => {
    const bomb = await solid(8_000, 8_000, 'png');

    expect(bomb.length).to.be.below(1_000_000);
    expect(await codeOf(cleanImage(bomb))).to.equal('IMAGE_UNREADABLE');
  });

  const others: Readonly<Record<string, Buffer>> = {
    SVG: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'),
    HTML: Buffer.from('<!doctype html><script>alert(1)</script>'),
    PDF: Buffer.from('%PDF-1.7\n'),
    TIFF: Buffer.from('II*\0garbage'),
    nothing: Buffer.alloc(0),
    'a PNG that ends in the middle': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  };
  for (const [what, bytes] of Object.entries(others)) {
    it(`are no pictures when they are ${what}`, async () => {
      expect(await codeOf(cleanImage(bytes))).to.equal('IMAGE_UNREADABLE');
    });
  }

  it('go on after one that could not be read', async () => {
    const [bad, good] = await Promise.allSettled([cleanImage(Buffer.from('x')), cleanImage(await solid(5, 5, 'gif'))]);

    expect([bad.status, good.status]).to.deep.equal(['rejected', 'fulfilled']);
  });
});
