import { expect } from 'chai';
import { type Fixture, startGateway } from '../testing/gateway-fixture.ts';

describe('cookie-auth and pages of other sites (E11, 10.2 no. 7)', () => {
  let gateway: Fixture;

  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.stop());

  const cancel = (headers: Record<string, string>) =>
    fetch(`${gateway.url}/api/v1/reservations/1/cancel`, { method: 'POST', headers });
  const cookie = () => `access_token=${gateway.accessToken({ id: '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001' })}`;

  const refused: [string, Record<string, string>][] = [
    ['a foreign page', { origin: 'https://evil.example' }],
    ['a page that hides its origin', { origin: 'null' }],
    ['a sender that names no page', {}],
    ['a form whose referer is foreign', { referer: 'https://evil.example/urr.example' }],
  ];
  for (const [who, headers] of refused) {
    it(`refuse a write that ${who} sends with our cookie`, async () => {
      const answer = await cancel({ ...headers, cookie: cookie() });

      expect(answer.status).to.equal(403);
      expect(await answer.json()).to.include({ code: 'ORIGIN_REFUSED' });
      expect(gateway.seen).to.deep.equal([]);
    });
  }

  it('lets our own page write with the cookie, and anybody who shows the token itself', async () => {
    const own = await cancel({ origin: 'https://urr.example', cookie: cookie() });
    const bearer = await cancel({ authorization: `Bearer ${cookie().split('=')[1]}` });

    expect([own.status, bearer.status]).to.deep.equal([200, 200]);
    expect(gateway.seen.map(({ headers }) => headers['x-user-id'] !== undefined)).to.deep.equal([true, true]);
  });

  it('lets a foreign page read what CORS lets nobody see anyway', async () => {
    const answer = await fetch(`${gateway.url}/api/v1/reservations/my`, {
      headers: { origin: 'https://evil.example', cookie: cookie() },
    });

    expect(answer.status).to.equal(200);
    expect(answer.headers.get('access-control-allow-origin')).to.equal(null);
  });
});
