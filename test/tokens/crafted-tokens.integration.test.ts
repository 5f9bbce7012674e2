/**
 * Group F (runtime.md 3.2, RFC 8725): tokens that are false in one way each, sent over HTTP to the running platform as what
 * they pretend to be. Each is refused without a 5xx, and nothing happens.
 */
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { serviceNamed } from '../../services/registry.ts';
import {
  craftedClaims,
  craftedPeople,
  craftedPlaces,
  craftedTickets,
} from '../../services/shared/testing/crafted-claims.ts';
import { craftedHeaders, craftedShapes, craftedSignatures } from '../../services/shared/testing/crafted-forms.ts';
import { type Crafted, craft, createForge, type Forge } from '../../services/shared/testing/token-forge.ts';
import { accessToken, entryToken, vwrToken } from '../../services/shared/tokens/claims.ts';
import { ticketCode } from '../../services/ticket/ticket-codes/ticket-code-kind.ts';
import { type Crowd, createCrowd } from '../platform/crowd.ts';
import { sharedPlatform, type TestPlatform } from '../platform/platform.ts';
import { type RawAnswer, requestRaw } from '../platform/raw-http.ts';
import { openSale, type Sale } from '../platform/sale.ts';

const generic = (forge: Forge): Crafted[] => [
  ...craftedShapes(forge),
  ...craftedHeaders(forge),
  ...craftedSignatures(forge),
  ...craftedClaims(forge),
];

describe('crafted tokens at the running platform', function () {
  this.timeout(300_000);
  const userId = randomUUID();
  const person = { sub: userId, email: 'forger@urr.local', role: 'user', jti: randomUUID() } as const;
  let running: TestPlatform;
  let crowd: Crowd;
  let sale: Sale;
  let people: Forge;
  let entries: Forge;
  let tickets: Forge;
  let sent = 0;

  before(async () => {
    // Not when the file is read: in a whole run that is a quarter of an hour before, and the good ones have ended.
    const now = new Date();
    running = await sharedPlatform();
    crowd = createCrowd(running, 4);
    sale = await openSale(running.sql('ticket_db'), 10);
    const { accessTokenKeys, entryTokenKeys, ticketCodeKeys } = running.secrets;
    const place = { sub: sale.eventId, uid: userId, jti: randomUUID(), place: 1 };
    const ticket = { sub: randomUUID(), event: sale.eventId, number: 1, generation: 1 };
    people = createForge({ kind: accessToken, jwk: accessTokenKeys[0]!, claims: person, now });
    entries = createForge({ kind: entryToken, jwk: entryTokenKeys[0]!, claims: place, now });
    tickets = createForge({ kind: ticketCode, jwk: ticketCodeKeys[0]!, claims: ticket, now });
  });
  after(async () => {
    console.log(`      ${sent} requests with crafted tokens, accepted 0`);
    await crowd.close();
  });

  /** Sends each one, a few at a time. @returns those that were not refused as they should be, in words */
  async function notRefused(
    cases: readonly Crafted[],
    send: (token: string) => Promise<RawAnswer>,
    isRefusal: (answer: RawAnswer) => boolean,
  ): Promise<string[]> {
    const wrong: string[] = [];
    const waiting = [...cases];
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [what, token] = next;
        const answer = await send(token);
        sent += 1;
        if (!isRefusal(answer)) wrong.push(`${what}: ${answer.status} ${answer.body.slice(0, 200)}`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    return wrong;
  }
  /** 0: the server closed the connection, as it may with bytes that are no HTTP. */
  const among =
    (...statuses: number[]) =>
    ({ status }: RawAnswer) =>
      [0, ...statuses].includes(status);
  const accessCases = () => [...generic(people), ...craftedPeople(people), ...foreign(people, [entries, tickets])];
  /** What is good elsewhere, and other kinds signed by the very key of this one. */
  const foreign = (own: Forge, others: readonly Forge[]): Crafted[] => [
    ...others.map((other): Crafted => [`a good ${other.kind.typ}`, craft(other)]),
    ...others.map(
      (other): Crafted => [`a ${other.kind.typ} under this key`, craft({ ...other, privateKey: own.privateKey })],
    ),
    ...others.map(
      (other): Crafted => [
        `the type of this kind on a ${other.kind.typ}`,
        craft(own, {}, { ...other.body, exp: undefined }),
      ],
    ),
    [
      'a Tier 1 token under this key',
      craft(own, { typ: vwrToken.typ }, { iss: vwrToken.issuer, aud: vwrToken.audience }),
    ],
  ];

  const mine = (headers: Readonly<Record<string, string>>) =>
    requestRaw(running.urls.gateway, { method: 'GET', path: '/api/v1/reservations/my', headers });
  const reserve = (access: string, headers: Readonly<Record<string, string>>) =>
    requestRaw(running.urls.gateway, {
      method: 'POST',
      path: '/api/v1/seats/reserve',
      headers: { authorization: `Bearer ${access}`, ...headers },
      body: { eventId: sale.eventId, seatIds: [sale.seatIds[0]], idempotencyKey: randomUUID() },
    });
  const holds = async () =>
    (await running.sql('ticket_db').query('SELECT id FROM reservations WHERE event_id = $1', [sale.eventId])).rowCount;

  it('are refused as access token, in the header and in the cookie', async () => {
    const cases = accessCases();

    const inHeader = await notRefused(
      cases,
      (token) => mine({ authorization: `Bearer ${token}` }),
      among(400, 401, 431),
    );
    const inCookie = await notRefused(
      cases,
      (token) => mine({ cookie: `access_token=${token}` }),
      among(400, 401, 431),
    );

    expect([...inHeader, ...inCookie]).to.deep.equal([]);
    expect(cases.length).to.be.at.least(100);
    const good = craft(people);
    expect((await mine({ authorization: `Bearer ${good}` })).status, 'the good one in the header').to.equal(200);
    expect((await mine({ cookie: `access_token=${good}` })).status, 'the good one in the cookie').to.equal(200);
  });

  it('are refused as entry token, in the header and in the cookie, and hold no seat', async () => {
    const access = craft(people);
    const otherUser = craft(entries, {}, { uid: randomUUID() });
    const cases: Crafted[] = [
      ...generic(entries),
      ...craftedPlaces(entries),
      ...foreign(entries, [people, tickets]),
      ["another person's", otherUser],
      ["another event's", craft(entries, {}, { sub: randomUUID() })],
    ];
    const refused = among(400, 401, 403, 431);

    const inHeader = await notRefused(cases, (token) => reserve(access, { 'x-queue-entry-token': token }), refused);
    const inCookie = await notRefused(
      cases,
      (token) => reserve(access, { cookie: `urr-entry-token=${token}`, origin: running.urls.gateway }),
      refused,
    );

    expect([...inHeader, ...inCookie]).to.deep.equal([]);
    expect(cases.length).to.be.at.least(100);
    expect(await holds()).to.equal(0);
    expect((await reserve(access, { 'x-queue-entry-token': craft(entries) })).status, 'the good one').to.equal(200);
  });

  it('are refused as ticket code at the door', async () => {
    const door = crowd.newcomer(undefined, 'admin');
    const cases: Crafted[] = [...generic(tickets), ...craftedTickets(tickets), ...foreign(tickets, [people, entries])];

    const wrong = await notRefused(
      cases,
      async (code) => {
        const { status, body } = await door.post('/api/v1/tickets/door', { code, eventId: sale.eventId });
        return { status, body: String(body.code) };
      },
      ({ status, body }) =>
        (status === 400 && body === 'MALFORMED_BODY') || status === 422 || body === 'TICKET_CODE_INVALID',
    );

    expect(wrong).to.deep.equal([]);
    expect(cases.length).to.be.at.least(100);
  });

  it('open no service that is asked directly, whoever they say they are', async () => {
    const doors = {
      auth: '/api/auth/me',
      ticket: '/api/reservations/my',
      payment: '/api/payments/user/me',
      queue: `/api/queue/status/${sale.eventId}`,
      community: '/api/community/posts',
      stats: '/api/stats/overview',
      catalog: '/api/events',
    } as const;
    const said = { 'x-user-id': userId, 'x-user-email': person.email, 'x-user-role': 'admin' };
    const { internalCredentials } = running.secrets;
    const gatewaySecret = internalCredentials.gateway ?? '';
    const credentials: Crafted[] = [
      ['no secret', 'gateway.'],
      ['no caller', `.${gatewaySecret}`],
      ['the secret alone', gatewaySecret],
      ["another service's secret", `gateway.${internalCredentials.stats}`],
      ['another name', `stats.${gatewaySecret}`],
      ['a service that may not call', `stats.${internalCredentials.stats}`],
      ['a name in capitals', `GATEWAY.${gatewaySecret}`],
      ['a shortened secret', `gateway.${gatewaySecret.slice(0, -1)}`],
      ['a lengthened secret', `gateway.${gatewaySecret}A`],
      ['a changed secret', `gateway.${gatewaySecret.slice(0, -1)}-`],
      ['a NUL', `gateway.${gatewaySecret}\0`],
      ['a prototype member', 'constructor.x'],
      ['nothing', ''],
    ];
    const wrong: string[] = [];
    for (const [name, path] of Object.entries(doors) as [keyof typeof doors, string][]) {
      const url = running.urls[serviceNamed(name).name];
      const ask = (token: string) =>
        requestRaw(url, { method: 'GET', path, headers: { ...said, authorization: `Bearer ${token}` } });
      const refused = ({ status }: RawAnswer) => status === 401 || status === 400 || status === 0 || status === 431;
      const found = await notRefused(
        [...accessCases(), ['a good access token', craft(people)], ...credentials],
        ask,
        refused,
      );
      wrong.push(...found.map((line) => `${name}: ${line}`));
    }

    expect(wrong).to.deep.equal([]);
  });
});
