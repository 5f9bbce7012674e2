/** From the address that people open to a bought ticket: the edge, Tier 1, Tier 2, the sale; and the operator beside it. */
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { z } from 'zod';
import { adminEmail } from '../../local/platform-environment.ts';
import { eventually } from '../platform/eventually.ts';
import { platform, type TestPlatform } from '../platform/platform.ts';
import { openSale, type Sale } from '../platform/sale.ts';
import { EdgePerson } from './edge-person.ts';

describe('a sale through the edge', function () {
  this.timeout(120_000);
  let own: TestPlatform;
  let operator: EdgePerson;
  let sale: Sale;
  before(async () => {
    own = await platform({
      only: ['auth', 'gateway', 'catalog', 'queue', 'ticket', 'payment'],
      seed: false,
      edge: true,
      env: { edge: { CYCLE_SECONDS: '1' }, queue: { QUEUE_ADMISSION_INTERVAL_MS: '200' } },
    });
    sale = await openSale(own.sql('ticket_db'), 4);
    operator = newcomer();
    await eventually('the gateway knows the keys of auth', signInOperator, (signedIn) => signedIn);
  });
  after(() => own.stop());

  const newcomer = () => new EdgePerson(own.urls.edge);
  const signInOperator = () =>
    operator.signIn(adminEmail, own.secrets.adminPassword).then(
      () => true,
      () => false,
    );
  const operate = (word: string, eventId: string, body: object = {}) =>
    operator.post(`/api/v1/admin/vwr/${word}/${eventId}`, body);
  const untilAdmitted = async (person: EdgePerson, eventId: string, requestId: string) =>
    eventually(
      'the turn of this person',
      () => person.get(`/vwr-api/vwr/check/${eventId}/${requestId}`),
      ({ body }) => body.admitted === true,
    );

  it('leads a person from the closed door through both tiers to a ticket', async () => {
    const { eventId, seatIds } = sale;
    const opened = await operate('activate', eventId, { mode: 'queue' });
    expect(opened.status, opened.text).to.equal(200);
    const person = newcomer();
    await person.register('minji');

    // The list may take its time on a slow machine; the edge then looks again.
    const page = await eventually(
      'the edge knows that the room is open',
      () => person.get(`/events/${eventId}`),
      ({ status }) => status === 302,
    );
    expect(page.headers.get('location')).to.equal(`/vwr/${eventId}`);
    const plain = await person.get(`/vwr/${eventId}?plain`);
    expect([plain.status, plain.headers.get('location')]).to.deep.equal([302, `/vwr-api/vwr/check/${eventId}/page`]);
    expect((await person.get(`/vwr/${eventId}`)).text).to.match(/^<!doctype html>/);
    const past = await person.post(`/api/v1/queue/check/${eventId}`);
    expect([past.status, past.body.code]).to.deep.equal([403, 'VWR_TOKEN_REQUIRED']);

    const joined = await person.join(eventId);
    expect(joined.body, joined.text).to.include({ position: 1 });
    await untilAdmitted(person, eventId, joined.body.requestId!);
    expect(person.cookie('urr-vwr-token')).to.match(/^ey/);

    const inside = await person.get(`/events/${eventId}`);
    expect(inside.text).to.contain('still to come');
    const checked = await person.post(`/api/v1/queue/check/${eventId}`);
    expect(checked.body, checked.text).to.include({ status: 'active' });
    person.headers['x-queue-entry-token'] = String(checked.body.entryToken);
    const held = await person.post('/api/v1/seats/reserve', {
      eventId,
      seatIds: [seatIds[0]],
      idempotencyKey: randomUUID(),
    });
    expect(held.status, held.text).to.equal(200);
    const { reservation } = z
      .object({ reservation: z.object({ id: z.uuid(), totalAmount: z.int() }) })
      .parse(held.body);
    const order = await person.post('/api/v1/payments/prepare', {
      reservationId: reservation.id,
      amount: reservation.totalAmount,
    });
    const { orderId, amount } = z.object({ orderId: z.string(), amount: z.int() }).parse(order.body);
    const paid = await person.post('/api/v1/payments/confirm', { orderId, amount, paymentKey: `pk_${randomUUID()}` });
    expect(paid.status, paid.text).to.equal(200);
    await eventually(
      'the ticket',
      () => person.get(`/api/v1/reservations/${reservation.id}`),
      ({ text }) => text.includes('"status":"confirmed"'),
    );
  });

  it('gives the same place to a repeated request, and to nobody else', async () => {
    const { eventId } = await openSale(own.sql('ticket_db'), 1);
    await operate('activate', eventId, { mode: 'queue', batchSize: 1 });
    await operate('pause', eventId);
    const [first, second] = [newcomer(), newcomer()];
    const places = [await first.join(eventId), await second.join(eventId), await first.join(eventId)];

    expect(places.map(({ body }) => body.position)).to.deep.equal([1, 2, 1]);
  });

  it('orders Tier 2 by the place of Tier 1: whoever came first in front is first behind (ruling E3)', async () => {
    const { eventId } = await openSale(own.sql('ticket_db'), 1);
    await operate('activate', eventId);
    await operator.post(`/api/v1/queue/admin/threshold/${eventId}?threshold=0`);
    const people = [newcomer(), newcomer(), newcomer()];
    for (const person of people) {
      await person.register('buyer');
      const { requestId } = (await person.join(eventId)).body;
      await untilAdmitted(person, eventId, requestId!);
    }
    for (const person of people.toReversed()) await person.post(`/api/v1/queue/check/${eventId}`);

    const positions = await Promise.all(
      people.map(async (person) => (await person.get(`/api/v1/queue/status/${eventId}`)).body.position),
    );
    expect(positions).to.deep.equal([1, 2, 3]);
  });

  it('answers how a line stands from the cache, for everybody alike', async () => {
    const { eventId } = await openSale(own.sql('ticket_db'), 1);
    await operate('activate', eventId);
    const path = `/vwr-api/vwr/status/${eventId}`;
    const [first, second] = [await newcomer().get(path), await newcomer().get(path)];

    expect(first.headers.get('x-cache')).to.equal('Miss from cloudfront');
    expect(second.headers.get('x-cache')).to.equal('Hit from cloudfront');
    expect(second.text).to.equal(first.text);
    expect(second.headers.get('strict-transport-security')).to.match(/^max-age=31536000/);
  });

  it('writes down what operators ask for, and lets nobody else ask', async () => {
    const { eventId } = await openSale(own.sql('ticket_db'), 1);
    const person = newcomer();
    await person.register('junho');
    expect((await person.post(`/api/v1/admin/vwr/activate/${eventId}`)).status).to.equal(403);
    expect((await operate('pause', eventId)).body.code).to.equal('WAITING_ROOM_NOT_FOUND');

    await operate('activate', eventId, { batchSize: 7 });
    await operate('activate', eventId, { batchSize: 7 });
    const closed = await operate('deactivate', eventId);
    expect(closed.body).to.include({ isActive: false, batchSize: 7, nextPosition: 0 });
    const { entries } = z
      .object({ entries: z.array(z.object({ action: z.string(), operator: z.string(), details: z.looseObject({}) })) })
      .parse((await operator.get(`/api/v1/admin/vwr/audit/${eventId}`)).body);
    expect(entries.map(({ action }) => action)).to.deep.equal(['pause', 'pause', 'activate', 'activate', 'deactivate']);
    expect(entries[1]?.details).to.deep.equal({ refused: 'WAITING_ROOM_NOT_FOUND' });
    expect(new Set(entries.map(({ operator: who }) => who))).to.deep.equal(new Set([adminEmail]));
  });

  it('lets in whoever waits when the room is taken away', async () => {
    const { eventId } = await openSale(own.sql('ticket_db'), 1);
    await operate('activate', eventId);
    await operate('pause', eventId);
    const person = newcomer();
    const { requestId } = (await person.join(eventId)).body;
    expect((await person.get(`/vwr-api/vwr/check/${eventId}/${requestId}`)).body.admitted).to.equal(false);

    await operate('deactivate', eventId);
    await untilAdmitted(person, eventId, requestId!);
  });

  it('refuses what CloudFront, API Gateway and the load balancer refuse', async () => {
    const person = newcomer();
    expect((await person.post('/static/app.js')).status).to.equal(403);
    expect((await person.get('/vwr-api/vwr/assign/x')).body).to.deep.equal({ message: 'Missing Authentication Token' });
    expect((await person.get('/static/none.js')).text).to.contain('NoSuchKey');
    expect((await person.get('/api/v1/events/a%2fseats')).status).to.equal(400);
  });
});
