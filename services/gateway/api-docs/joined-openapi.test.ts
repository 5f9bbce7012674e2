import { expect } from 'chai';
import { createJoinedOpenApi } from './joined-openapi.ts';

const documentOf = (path: string, schema: object) => ({
  openapi: '3.1.0',
  paths: {
    [path]: {
      get: {
        summary: 'x',
        tags: ['wrong'],
        responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Event' } } } } },
      },
    },
    '/internal/secret': { get: {} },
  },
  components: { schemas: { Event: schema } },
});

function setUp() {
  const time = { ms: 0 };
  const catalog = { isAway: false, asked: 0 };
  const joined = createJoinedOpenApi(
    [
      {
        service: 'catalog',
        async fetch() {
          catalog.asked += 1;
          if (catalog.isAway) throw new Error('away');
          return documentOf('/api/events', { title: 'of catalog' });
        },
      },
      { service: 'ticket', fetch: async () => documentOf('/api/seats', { title: 'of ticket' }) },
      { service: 'stats', fetch: async () => Promise.reject(new Error('never up')) },
      { service: 'queue', fetch: async () => 'nonsense' },
    ],
    () => time.ms,
  );
  return { time, catalog, joined };
}

describe('the joined OpenAPI document', () => {
  it('holds the public paths of every service that answers, tagged with its name', async () => {
    const { paths, tags } = await setUp().joined();

    expect(Object.keys(paths as object)).to.deep.equal(['/api/events', '/api/seats']);
    expect(tags).to.deep.equal([{ name: 'catalog' }, { name: 'ticket' }]);
    expect(JSON.stringify(paths)).to.include('"tags":["catalog"]').and.not.include('wrong');
  });

  it('keeps schemas of the same name apart', async () => {
    const { paths, components } = await setUp().joined();

    expect((components as { schemas: object }).schemas).to.deep.equal({
      'catalog.Event': { title: 'of catalog' },
      'ticket.Event': { title: 'of ticket' },
    });
    expect(JSON.stringify(paths))
      .to.include('#/components/schemas/catalog.Event')
      .and.include('#/components/schemas/ticket.Event');
  });

  it('asks a service once a minute, and keeps its part while it is away', async () => {
    const { joined, time, catalog } = setUp();
    await joined();
    await joined();
    catalog.isAway = true;
    time.ms = 61_000;

    const { paths } = await joined();

    expect(catalog.asked).to.equal(2);
    expect(paths).to.have.property('/api/events');
  });
});
