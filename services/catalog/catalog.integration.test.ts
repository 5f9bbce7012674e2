import { expect } from 'chai';
import pg from 'pg';
import { authorizationOf } from '../shared/testing/foundation-fake.ts';
import { type RunningCatalog, runCatalog } from './testing/running-catalog.ts';

interface Row {
  id: string;
  title: string;
  ticket_type_count: number;
  min_price: number | null;
  max_price: number | null;
}
interface List {
  events: Row[];
  pagination: object;
}

describe('catalog over HTTP', function () {
  this.timeout(60_000);
  let catalog: RunningCatalog;
  const ids: Record<string, string> = {};

  async function addEvent(title: string, saleStart: string, more: Record<string, unknown> = {}): Promise<string> {
    const columns = { title, venue: '고척스카이돔', status: 'on_sale', ...more };
    const names = Object.keys(columns);
    const [row] = await catalog.own(
      `INSERT INTO events (event_date, sale_start_date, sale_end_date, ${names.join(', ')})
       VALUES ('2027-05-01T10:00:00Z', $1, '2027-04-01T00:00:00Z', ${names.map((_, n) => `$${n + 2}`).join(', ')}) RETURNING id`,
      [saleStart, ...Object.values(columns)],
    );
    return String(row?.id);
  }

  before(async () => {
    catalog = await runCatalog();
    const [artist] = await catalog.own(
      `INSERT INTO artists (name, image_url) VALUES ('BTS', 'https://cdn.urr.guru/bts.jpg') RETURNING id`,
    );
    ids.artist = String(artist?.id);
    await catalog.own(`INSERT INTO artists (name) VALUES ('IU')`);
    await catalog.own(
      `INSERT INTO keyword_mappings (korean, english) VALUES ('방탄소년단', 'BTS'), ('아이유', 'IU'), ('뮤지컬', 'Musical')`,
    );
    await catalog.own(
      `INSERT INTO artist_memberships (user_id, artist_id, status, expires_at) VALUES
         (gen_random_uuid(), $1, 'active', now() + interval '1 day'), (gen_random_uuid(), $1, 'active', now() - interval '1 day'),
         (gen_random_uuid(), $1, 'pending', now() + interval '1 day')`,
      [ids.artist],
    );
    ids.bts = await addEvent('BTS WORLD TOUR', '2027-01-02T00:00:00Z', {
      artist_name: 'BTS',
      artist_id: ids.artist,
      address: '서울 구로구 경인로 430',
    });
    ids.musical = await addEvent('레베카 뮤지컬', '2027-01-01T00:00:00Z', { venue: 'Blue_Square 100% hall' });
    ids.basketball = await addEvent('Basketball Final', '2027-01-03T00:00:00Z', {
      venue: 'Jamsil Stadium',
      status: 'upcoming',
    });
    ids.iu = await addEvent('2027 콘서트: 봄', '2027-01-04T00:00:00Z', { artist_name: 'IU', status: 'ended' });
    ids.deleted = await addEvent('BTS deleted', '2027-01-05T00:00:00Z', { deleted_at: '2026-01-01T00:00:00Z' });
    await catalog.own(
      `INSERT INTO ticket_types (event_id, name, price, total_quantity, available_quantity) VALUES
         ($1, 'R', 110000, 10, 4), ($1, 'VIP', 198000, 5, 5), ($1, 'S', 88000, 20, 0)`,
      [ids.bts],
    );
  });
  after(() => catalog.close());

  const json = async <T>(path: string) => (await (await catalog.get(path)).json()) as T;
  const titles = async (query: string) => (await json<List>(`/api/events${query}`)).events.map(({ title }) => title);
  const found = (q: string) => titles(`?q=${encodeURIComponent(q)}`);
  const codeOf = async (response: Response) =>
    `${response.status} ${((await response.json()) as { code: string }).code}`;

  it('lists events by sale start with their ticket types and prices', async () => {
    const { events, pagination } = await json<List>('/api/events');

    expect(events.map(({ title }) => title)).to.deep.equal([
      '레베카 뮤지컬',
      'BTS WORLD TOUR',
      'Basketball Final',
      '2027 콘서트: 봄',
    ]);
    expect(events[1]).to.include({ ticket_type_count: 3, min_price: 88_000, max_price: 198_000 });
    expect(events[0]).to.include({ ticket_type_count: 0, min_price: null, max_price: null });
    expect(pagination).to.deep.equal({ page: 1, limit: 10, total: 4, totalPages: 1 });
  });

  it('shows the prices of seats for an event without ticket types', async () => {
    const sections = [
      { name: 'VIP', rows: 3, seatsPerRow: 10, price: 150_000, startRow: 1 },
      { name: 'S', rows: 8, seatsPerRow: 20, price: 70_000, startRow: 9 },
    ];
    const [layout] = await catalog.own(
      `INSERT INTO seat_layouts (name, total_seats, layout_config) VALUES ('small', 190, $1) RETURNING id`,
      [JSON.stringify({ sections })],
    );
    const id = await addEvent('Seated', '2027-01-06T00:00:00Z', { seat_layout_id: layout?.id, status: 'cancelled' });

    const { events } = await json<List>('/api/events?status=cancelled');
    await catalog.own('DELETE FROM events WHERE id = $1', [id]);

    expect(events[0]).to.include({ ticket_type_count: 0, min_price: 70_000, max_price: 150_000 });
  });

  it('turns pages without losing or repeating an event', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => json<List>(`/api/events?limit=2&page=${page}`)));

    expect(pages.map(({ events }) => events.length)).to.deep.equal([2, 2, 0]);
    expect(new Set(pages.flatMap(({ events }) => events.map(({ id }) => id))).size).to.equal(4);
    expect(pages[2]?.pagination).to.deep.equal({ page: 3, limit: 2, total: 4, totalPages: 2 });
  });

  it('filters by status', async () => {
    expect(await titles('?status=upcoming')).to.deep.equal(['Basketball Final']);
    expect(await titles('?status=cancelled')).to.deep.equal([]);
    expect(await codeOf(await catalog.get('/api/events?status=deleted'))).to.equal('422 VALIDATION_FAILED');
  });

  for (const [q, expected] of [
    ['world', ['BTS WORLD TOUR']],
    ['구로구', ['BTS WORLD TOUR']],
    ['jamsil', ['Basketball Final']],
    ['콘서트', ['2027 콘서트: 봄']],
  ] as const) {
    it(`finds "${q}" in title, artist, venue or address`, async () => {
      expect(await found(q)).to.deep.equal(expected);
    });
  }

  for (const [q, expected] of [
    ['방탄소년단', ['BTS WORLD TOUR']],
    ['방탄', ['BTS WORLD TOUR']],
    ['방탄 소년단', ['BTS WORLD TOUR']],
    ['bts', ['BTS WORLD TOUR']],
    ['musical', ['레베카 뮤지컬']],
    ['방탄소년단 world', ['BTS WORLD TOUR']],
    ['방탄소년단 봄', []],
    ['아이유', ['2027 콘서트: 봄']],
    ['iu', ['2027 콘서트: 봄']],
    ['아이유 콘서트', ['2027 콘서트: 봄']],
    ['잠실', ['Basketball Final']],
    ['잠실역', ['Basketball Final']],
    ['seoul', ['BTS WORLD TOUR']],
    ['guro bts', ['BTS WORLD TOUR']],
  ] as const) {
    it(`finds "${q}" in the other language (10.3 #32)`, async () => {
      expect(await found(q)).to.deep.equal(expected);
    });
  }

  for (const [q, expected] of [
    ['%', ['레베카 뮤지컬']],
    ['_', ['레베카 뮤지컬']],
    ['100%', ['레베카 뮤지컬']],
    ['b_s', []],
    ['\\', []],
    ["'; DROP TABLE events; --", []],
    ["' OR '1'='1", []],
    ['(', []],
    ['.*', []],
    ['\u0000bts\u0000', ['BTS WORLD TOUR']],
  ] as const) {
    it(`takes ${JSON.stringify(q)} for the text that it is`, async () => {
      expect(await found(q)).to.deep.equal(expected);
    });
  }

  it('searches through the trigram index', async () => {
    const client = new pg.Client(catalog.database.url('urr_catalog'));
    await client.connect();
    const statements: string[] = [];
    const { createEventListRepository } = await import('./events/event-list-repository.ts');
    const { readSearch } = await import('./events/event-search.ts');
    await client.query('SET enable_seqscan = off; SET enable_indexscan = off');
    const explaining = {
      query: async (statement: string, values: unknown[]) => {
        const plan = await client.query<Record<string, string>>(`EXPLAIN ${statement}`, values);
        statements.push(plan.rows.map((row) => row['QUERY PLAN']).join('\n'));
        return { rows: [] };
      },
    } as unknown as pg.Pool;

    const search = readSearch('world tour', []);
    await createEventListRepository(explaining).list({ search }, { page: 1, limit: 10 });
    await client.end();

    expect(statements).to.have.length(2);
    for (const plan of statements) expect(plan).to.contain('events_search_trgm');
  });

  it('shows an event with its ticket types, dearest first, and the presale hours of its artist', async () => {
    const detail = await json<{ event: object; ticketTypes: { name: string }[]; preSaleSchedule: object }>(
      `/api/events/${ids.bts}`,
    );

    expect(detail.event).to.include({ title: 'BTS WORLD TOUR', artist_id: ids.artist, max_tickets_per_person: null });
    expect(detail.ticketTypes.map(({ name }) => name)).to.deep.equal(['VIP', 'R', 'S']);
    expect(detail.ticketTypes[1]).to.include({ price: 110_000, total_quantity: 10, available_quantity: 4 });
    expect(detail.preSaleSchedule).to.deep.equal({
      diamond: '2027-01-02T00:00:00.000Z',
      gold: '2027-01-02T01:00:00.000Z',
      silver: '2027-01-03T00:00:00.000Z',
      bronze: '2027-01-04T00:00:00.000Z',
    });
  });

  it('shows no presale hours for an event without an artist', async () => {
    expect(await json(`/api/events/${ids.musical}`)).not.to.have.property('preSaleSchedule');
  });

  it('lists artists by name with their events and active members', async () => {
    const { artists, pagination } = await json<{ artists: object[]; pagination: object }>('/api/artists');

    expect(artists).to.have.length(2);
    expect(artists[0]).to.include({ name: 'BTS', event_count: 1, member_count: 1, membership_price: 30_000 });
    expect(pagination).to.deep.equal({ page: 1, limit: 50, total: 2, totalPages: 1 });
  });

  it('shows an artist with their events', async () => {
    const detail = await json<{ artist: object; memberCount: number; events: Row[] }>(`/api/artists/${ids.artist}`);

    expect(detail.artist).to.include({ name: 'BTS', image_url: 'https://cdn.urr.guru/bts.jpg' });
    expect(detail.memberCount).to.equal(1);
    expect(detail.events).to.have.length(1);
    expect(detail.events[0])
      .to.include({ min_price: 88_000, max_price: 198_000 })
      .and.have.property('pre_sale_schedule');
  });

  it('does not know what does not exist or was deleted', async () => {
    const nowhere = crypto.randomUUID();
    for (const path of [`/api/events/${nowhere}`, `/api/events/${ids.deleted}`]) {
      expect(await codeOf(await catalog.get(path))).to.equal('404 EVENT_NOT_FOUND');
    }
    expect(await codeOf(await catalog.get(`/api/artists/${nowhere}`))).to.equal('404 ARTIST_NOT_FOUND');
    expect(await codeOf(await catalog.get('/api/events/1'))).to.equal('422 VALIDATION_FAILED');
  });

  it('tells the line about an event, and only other services', async () => {
    const asService = { authorization: authorizationOf('ticket') };
    const info = (id: string | undefined, headers = asService) =>
      catalog.get(`/internal/events/${id}/queue-info`, headers);

    expect(await (await info(ids.bts)).json()).to.include({
      title: 'BTS WORLD TOUR',
      artist: 'BTS',
      status: 'on_sale',
    });
    expect(await (await info(ids.musical)).json()).to.include({ title: '레베카 뮤지컬', artist: 'Unknown' });
    expect(await codeOf(await info(ids.deleted))).to.equal('404 EVENT_NOT_FOUND');
    expect(await codeOf(await info(ids.bts, { authorization: authorizationOf('gateway') }))).to.equal(
      '403 INTERNAL_CREDENTIAL_REFUSED',
    );
  });

  it('answers 304 to a caller that holds the same content already', async () => {
    const first = await catalog.get('/api/events');
    const etag = first.headers.get('etag') ?? '';

    const second = await catalog.get('/api/events', { 'if-none-match': etag });

    expect(first.headers.get('cache-control')).to.match(/^public, max-age=5/);
    expect(second.status).to.equal(304);
    expect(await second.text()).to.equal('');
    expect(second.headers.get('etag')).to.equal(etag);
  });

  it('cannot write, whatever its code does (ruling E14)', async () => {
    const client = new pg.Client(catalog.database.url('urr_catalog'));
    await client.connect();
    const attempt = (sql: string) =>
      client
        .query(sql)
        .then(() => 'done')
        .catch((error: pg.DatabaseError) => error.code);

    const writes = [
      'UPDATE events SET title = title',
      'DELETE FROM ticket_types',
      "INSERT INTO artists (name) VALUES ('x')",
      'CREATE TABLE x ()',
    ];
    const outcomes = [];
    for (const sql of writes) outcomes.push(await attempt(sql));
    await client.end();

    expect(outcomes).to.deep.equal(['42501', '42501', '42501', '42501']);
  });

  it('reads once for a crowd that asks at the same moment', async () => {
    const remembering = await runCatalog({ CATALOG_MEMORY_MS: '60000' });
    const before = await Promise.all(
      Array.from({ length: 50 }, async () => (await remembering.get('/api/events')).json()),
    );
    await remembering.own(
      `INSERT INTO events (title, venue, event_date, sale_start_date, sale_end_date) VALUES ('new', 'x', now(), now(), now())`,
    );

    const after = (await (await remembering.get('/api/events')).json()) as List;
    await remembering.close();

    expect(before).to.have.length(50);
    expect(after.events).to.deep.equal([]);
  });
});
