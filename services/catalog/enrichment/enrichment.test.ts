import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createLogger } from '../../shared/logging/logger.ts';
import { createSpotifySource } from './artist-source.ts';
import { enrichArtists } from './enrich-artists.ts';

const by = { userId: '30000000-0000-4000-8000-000000000001' };

describe('the enrichment of artists', () => {
  const asked: string[] = [];
  let items: object[] = [];
  let spotify: Server;
  let now = 0;
  let source: ReturnType<typeof createSpotifySource>;

  beforeEach(async () => {
    asked.length = 0;
    now = 1_000;
    spotify = createServer((req, res) => {
      asked.push(`${req.method} ${req.url} ${req.headers.authorization ?? ''}`);
      const isToken = req.url === '/api/token';
      const body = isToken ? { access_token: `t${asked.length}`, expires_in: 3_600 } : { artists: { items } };
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => spotify.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(spotify.address() as AddressInfo).port}`;
    source = createSpotifySource({
      clientId: 'id',
      clientSecret: 'secret',
      accountsUrl: url,
      apiUrl: url,
      clock: () => new Date(now),
    });
  });
  afterEach(() => spotify.close());

  const image = (width: number) => ({ url: `https://i.test/${width}.jpg`, width });

  it('asks with client credentials, once for as long as the token holds', async () => {
    await source.find('A & B');
    await source.find('C');
    now += 3_600_000;
    await source.find('D');

    expect(asked.map((line) => line.split(' ')[1])).to.deep.equal([
      '/api/token',
      '/v1/search?type=artist&limit=5&q=A+%26+B',
      '/v1/search?type=artist&limit=5&q=C',
      '/api/token',
      '/v1/search?type=artist&limit=5&q=D',
    ]);
    expect(asked[0]).to.include(`Basic ${Buffer.from('id:secret').toString('base64')}`);
    expect(asked[1]).to.include('Bearer t1');
  });

  it('takes the largest picture of the artist of just this name, never the nearest hit', async () => {
    items = [
      { name: 'IU Tribute', images: [image(900)] },
      { name: 'iu', genres: ['k-pop', 'pop'], images: [image(64), image(640)] },
    ];

    expect(await source.find('IU')).to.deep.equal({ imageUrl: 'https://i.test/640.jpg', description: 'k-pop, pop' });
    expect(await source.find('I')).to.equal(undefined);
  });

  it('trusts no address that is not https', async () => {
    items = [{ name: 'X', images: [{ url: 'javascript:alert(1)' }] }];

    expect(await source.find('X').catch(() => 'refused')).to.equal('refused');
  });

  it('fills in what is missing only, waits between questions, and goes on after one that fails', async () => {
    const written: object[] = [];
    let pauses = 0;
    const artist = (name: string, over: object = {}) => ({
      id: name,
      name,
      image_url: null,
      description: null,
      ...over,
    });
    const artists = [artist('New'), artist('Described', { description: 'Ours' }), artist('Unknown'), artist('Broken')];

    const counts = await enrichArtists(
      {
        artists: { incomplete: async () => artists },
        source: {
          find: async (name) => {
            if (name === 'Broken') throw new Error('away');
            return name === 'Unknown' ? undefined : { imageUrl: 'https://i.test/a.jpg', description: 'pop' };
          },
        },
        office: { editArtist: async (_by, id, about) => written.push({ id, ...about }) },
        logger: createLogger({ service: 'catalog', level: 'silent' }),
        pause: async () => {
          pauses += 1;
        },
      },
      by,
    );

    expect(counts).to.deep.equal({ enriched: 2, unknown: 1, failed: 1 });
    expect(written).to.deep.equal([
      { id: 'New', imageUrl: 'https://i.test/a.jpg', description: 'pop' },
      { id: 'Described', imageUrl: 'https://i.test/a.jpg', description: null },
    ]);
    expect(pauses).to.equal(4);
  });
});
