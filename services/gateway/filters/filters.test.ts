import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { type Fixture, startGateway } from '../testing/gateway-fixture.ts';

const event = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001';
const otherEvent = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0009';

describe('gateway filters', () => {
  let gateway: Fixture;

  beforeEach(async () => {
    gateway = await startGateway();
  });

  afterEach(async () => {
    await gateway.stop();
  });

  const call = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(`${gateway.url}${path}`, { ...init, headers });
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const signedIn = (id = randomUUID()) => ({ id, headers: { authorization: `Bearer ${gateway.accessToken({ id })}` } });

  it('stand in the documented order', () => {
    const order = gateway.dependencies.app.filters.map(({ name, order: at }) => [name, at]);

    expect(order.slice(1)).to.deep.equal([
      ['api-version', -10],
      ['cookie-auth', -2],
      ['jwt-auth', -1],
      ['rate-limit', 0],
      ['entry-token', 1],
      // Not documented: the place of Tier 1 on its way to the queue (E3).
      ['vwr-pass', 2],
    ]);
    expect(order[0]?.[0]).to.equal('cors');
  });

  describe('api-version', () => {
    it('sends both forms of a path to the same back end without the version', async () => {
      await call('/api/v1/events/7?page=2');
      await call('/api/events/7?page=2');

      expect(gateway.seen.map(({ service, url }) => [service, url])).to.deep.equal([
        ['catalog', '/api/events/7?page=2'],
        ['catalog', '/api/events/7?page=2'],
      ]);
    });

    for (const path of [
      '/api/v1',
      '/api/v2/events',
      '/api/V1/events',
      '/api/v1/v1/events',
      '/api/v10/events',
      '/api/%76%31/events',
    ]) {
      it(`finds no back end for ${path}`, async () => {
        expect((await call(path)).status).to.equal(404);
        expect(gateway.seen).to.deep.equal([]);
      });
    }
  });

  describe('cors', () => {
    it('marks a refusal too, so that a browser can read it (10.1 no. 27)', async () => {
      const answer = await call('/api/seats/reserve', { origin: 'https://urr.example' }, { method: 'POST' });

      expect(answer.status).to.equal(401);
      expect(answer.headers.get('access-control-allow-origin')).to.equal('https://urr.example');
      expect(answer.headers.get('access-control-allow-credentials')).to.equal('true');
      expect(answer.headers.get('vary')).to.equal('Origin');
    });

    it('answers a preflight by itself, with the documented values', async () => {
      const answer = await call(
        '/api/v1/seats/reserve',
        { origin: 'https://urr.example', 'access-control-request-method': 'POST' },
        { method: 'OPTIONS' },
      );

      expect(answer.status).to.equal(204);
      expect(answer.headers.get('access-control-allow-methods')).to.equal('GET, POST, PUT, DELETE, PATCH, OPTIONS');
      expect(answer.headers.get('access-control-allow-headers')).to.equal(
        // The documented three, and two without which a page could neither repeat a payment safely nor ask for changes only.
        'Authorization, Content-Type, x-queue-entry-token, Idempotency-Key, If-None-Match',
      );
      expect(answer.headers.get('access-control-max-age')).to.equal('3600');
      expect(gateway.seen).to.deep.equal([]);
    });

    it('never counts a preflight against a limit (10.1 no. 27)', async () => {
      for (let i = 0; i < 30; i += 1) {
        await call(
          '/api/auth/login',
          { origin: 'https://urr.example', 'access-control-request-method': 'POST' },
          { method: 'OPTIONS' },
        );
      }

      expect((await call('/api/auth/login')).headers.get('ratelimit-remaining')).to.equal('19');
    });

    it('gives a foreign origin no permission', async () => {
      const plain = await call('/api/events', { origin: 'https://evil.example' });
      const preflight = await call(
        '/api/events',
        { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
        { method: 'OPTIONS' },
      );

      expect(plain.headers.get('access-control-allow-origin')).to.equal(null);
      expect(preflight.headers.get('access-control-allow-methods')).to.equal(null);
    });

    it('drops what a back end says about origins', async () => {
      gateway.respond = (_req, res) => res.setHeader('access-control-allow-origin', '*').end('{}');

      expect((await call('/api/events')).headers.get('access-control-allow-origin')).to.equal(null);
    });
  });

  describe('cookie-auth and jwt-auth', () => {
    it('turn the access_token cookie into an identity for the back end', async () => {
      const id = randomUUID();
      const token = gateway.accessToken({ id, role: 'admin', email: 'lee@urr.example' });

      await call('/api/reservations/my', { cookie: `theme=dark; access_token=${token}; x=1` });

      expect(gateway.seen[0]?.headers).to.include({
        'x-user-id': id,
        'x-user-email': 'lee@urr.example',
        'x-user-role': 'admin',
      });
    });

    it('prefer the Authorization header to the cookie', async () => {
      const [first, second] = [randomUUID(), randomUUID()];

      await call('/api/reservations/my', {
        authorization: `Bearer ${gateway.accessToken({ id: first })}`,
        cookie: `access_token=${gateway.accessToken({ id: second })}`,
      });

      expect(gateway.seen[0]?.headers['x-user-id']).to.equal(first);
    });

    it('remove identity that a client claims, in any spelling, and the internal credential too (E8)', async () => {
      await call('/api/events', {
        'x-user-id': event,
        'X-USER-ROLE': 'admin',
        'X-User-Email': 'root@urr.example',
        'x-user-anything': '1',
        'X-Entry-Event': event,
        'x-entry-jti': 'j',
        'x-entry-place': '1',
        'x-internal-token': 'guess',
        'x-cloudfront-verified': 'guess',
        authorization: 'Bearer ticket.guessed-secret',
      });

      const headers = gateway.seen[0]?.headers ?? {};
      expect(Object.keys(headers).filter((name) => /^x-(user|entry|internal|cloudfront)/.test(name))).to.deep.equal([]);
      expect(headers.authorization).to.equal(`Bearer gateway.${gateway.credential}`);
    });

    it('keep access and entry tokens from back ends, and cookies from all but auth', async () => {
      const { headers } = signedIn();

      await call('/api/events', { ...headers, cookie: 'a=1; refresh_token=r', 'x-queue-entry-token': 'e' });
      await call('/api/auth/refresh', { cookie: 'a=1; refresh_token=r' }, { method: 'POST' });

      expect(gateway.seen[0]?.headers).to.not.have.any.keys('cookie', 'x-queue-entry-token');
      expect(gateway.seen[1]?.headers.cookie).to.equal('a=1; refresh_token=r');
    });

    const anonymousTokens: [string, () => string][] = [
      ['garbage', () => 'garbage'],
      ['an entry token (10.1 no. 16)', () => gateway.entryToken({ event, user: randomUUID() })],
      ['half a token', () => gateway.accessToken({ id: randomUUID() }).slice(0, -40)],
      [
        'alg none',
        () =>
          `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(`{"sub":"${event}"}`).toString('base64url')}.`,
      ],
    ];
    for (const [what, token] of anonymousTokens) {
      it(`let the request go on without identity for ${what}`, async () => {
        const answer = await call('/api/events', { authorization: `Bearer ${token()}` });

        expect(answer.status).to.equal(200);
        expect(gateway.seen[0]?.headers).to.not.have.property('x-user-id');
      });
    }

    it('survive broken percent sequences in cookies', async () => {
      const answer = await call('/api/events', { cookie: 'access_token=%E0%A4%A; urr-entry-token=%' });

      expect(answer.status).to.equal(200);
    });
  });

  describe('entry-token', () => {
    const seatMap = `/api/seats/events/${event}`;

    it('lets the admitted user see the seat map, by header or cookie, and tells the back end', async () => {
      const { id, headers } = signedIn();
      const jti = randomUUID();
      const token = gateway.entryToken({ event, user: id, place: 4001, jti });

      const byHeader = await call(`/api/v1/seats/events/${event}`, { ...headers, 'x-queue-entry-token': token });
      const byCookie = await call(seatMap, { ...headers, cookie: `urr-entry-token=${token}` });

      expect([byHeader.status, byCookie.status]).to.deep.equal([200, 200]);
      for (const { headers: sent } of gateway.seen) {
        expect(sent).to.include({ 'x-entry-event': event, 'x-entry-place': '4001', 'x-entry-jti': jti });
      }
    });

    it('hands the event and the jti to ticket for writes, which compares and remembers them (10.1 no. 1 and 2)', async () => {
      const { id, headers } = signedIn();
      const jti = randomUUID();

      const answer = await call(
        '/api/reservations',
        {
          ...headers,
          'content-type': 'application/json',
          'x-queue-entry-token': gateway.entryToken({ event, user: id, jti }),
        },
        { method: 'POST', body: '{"eventId":"x"}' },
      );

      expect(answer.status).to.equal(200);
      expect(gateway.seen[0]).to.include({ service: 'ticket', body: '{"eventId":"x"}' });
      expect(gateway.seen[0]?.headers).to.include({ 'x-entry-event': event, 'x-entry-jti': jti });
    });

    it('refuses a seat map of another event (E2, 10.1 no. 2)', async () => {
      const { id, headers } = signedIn();

      const answer = await call(seatMap, {
        ...headers,
        'x-queue-entry-token': gateway.entryToken({ event: otherEvent, user: id }),
      });

      expect(answer.status).to.equal(403);
      expect(await answer.json()).to.include({ code: 'ENTRY_TOKEN_WRONG_EVENT', redirectTo: `/queue/${event}` });
    });

    it('refuses a token of another user (E2)', async () => {
      const { headers } = signedIn();
      const token = gateway.entryToken({ event, user: randomUUID() });

      const answer = await call('/api/seats/reserve', { ...headers, 'x-queue-entry-token': token }, { method: 'POST' });

      expect([answer.status, await codeOf(answer)]).to.deep.equal([403, 'ENTRY_TOKEN_WRONG_USER']);
    });

    it('demands a signed-in user, with a good token too (10.1 no. 3)', async () => {
      const token = gateway.entryToken({ event, user: randomUUID() });

      for (const [method, path] of [
        ['POST', '/api/seats/reserve'],
        ['POST', '/api/reservations'],
        ['GET', seatMap],
      ] as const) {
        const answer = await call(path, { 'x-queue-entry-token': token }, { method });
        expect([answer.status, await codeOf(answer)]).to.deep.equal([401, 'AUTHENTICATION_REQUIRED']);
      }
    });

    it('answers API callers with a problem document and never with a redirect (E10, 10.1 #8)', async () => {
      const { headers } = signedIn();

      const answer = await call(
        '/api/seats/reserve',
        { ...headers, accept: 'text/html' },
        { method: 'POST', redirect: 'manual' },
      );

      expect(answer.status).to.equal(403);
      expect(answer.headers.get('content-type')).to.equal('application/problem+json');
      expect(await answer.json()).to.include({
        code: 'ENTRY_TOKEN_REQUIRED',
        redirectTo: '/queue',
        type: 'urn:urr:problem:ENTRY_TOKEN_REQUIRED',
      });
    });

    it('refuses an access token in its place', async () => {
      const { id, headers } = signedIn();

      const answer = await call(seatMap, { ...headers, 'x-queue-entry-token': gateway.accessToken({ id }) });

      expect([answer.status, await codeOf(answer)]).to.deep.equal([403, 'ENTRY_TOKEN_INVALID']);
    });

    for (const path of [
      `/api/seats/events/${event}/`,
      `/api/Seats/Events/${event}`,
      `/api/seats/%65vents/${event}`,
      `/api/v1/seats/EVENTS/${event}?x=1`,
      `/api/seats/events/${event}/live`,
    ]) {
      it(`is not slipped past by the spelling GET ${path}`, async () => {
        expect((await call(path)).status).to.equal(401);
        expect(gateway.seen).to.deep.equal([]);
      });
    }

    for (const path of [
      '/api/seats/reserve/',
      '/api/SEATS/reserve',
      '/api/seats/%72eserve',
      '/api/reservations/',
      '/api/Reservations?x=1',
    ]) {
      it(`is not slipped past by the spelling POST ${path}`, async () => {
        expect((await call(path, {}, { method: 'POST' })).status).to.equal(401);
        expect(gateway.seen).to.deep.equal([]);
      });
    }

    it('is not slipped past by HEAD', async () => {
      expect((await call(seatMap, {}, { method: 'HEAD' })).status).to.equal(401);
    });

    const open: [string, string][] = [
      ['GET', '/api/reservations/my'],
      ['GET', `/api/reservations/${event}`],
      ['POST', `/api/reservations/${event}/cancel`],
      ['GET', `/api/seats/reservation/${event}`],
      ['GET', '/api/seats/layouts'],
      ['GET', `/api/tickets/event/${event}`],
      ['POST', '/api/payments/prepare'],
    ];
    for (const [method, path] of open) {
      it(`lets ${method} ${path} pass without a token (10.1 no. 6)`, async () => {
        expect((await call(path, signedIn().headers, { method })).status).to.equal(200);
      });
    }
  });
});
