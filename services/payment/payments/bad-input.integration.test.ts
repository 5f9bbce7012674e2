import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { authorizationOf } from '../../shared/testing/foundation-fake.ts';
import { type PaymentFixture, startPaymentFixture } from '../testing/payment-fixture.ts';

describe('payment: bad input', function () {
  this.timeout(60_000);
  let fixture: PaymentFixture;
  const buyer = randomUUID();
  const reference = randomUUID();

  before(async () => {
    fixture = await startPaymentFixture();
  });
  after(() => fixture.close());

  const cases: ReadonlyArray<readonly [number, string, unknown]> = [
    [422, '/api/payments/prepare', {}],
    [422, '/api/payments/prepare', { reservationId: 'x', amount: 1 }],
    [422, '/api/payments/prepare', { reservationId: reference, amount: 0 }],
    [422, '/api/payments/prepare', { reservationId: reference, amount: -1 }],
    [422, '/api/payments/prepare', { reservationId: reference, amount: 1.5 }],
    [422, '/api/payments/prepare', { reservationId: reference, amount: '150000' }],
    [422, '/api/payments/prepare', { reservationId: reference, amount: 2 ** 31 }],
    [422, '/api/payments/prepare', { reservationId: reference, amount: 1, paymentType: 'gift' }],
    [422, '/api/payments/prepare', { reservationId: reference, amount: 1, status: 'confirmed' }],
    [422, '/api/payments/prepare', { reservationId: [reference], amount: 1 }],
    [400, '/api/payments/prepare', { amount: 1 }],
    [400, '/api/payments/prepare', { paymentType: 'transfer', reservationId: reference, amount: 1 }],
    [400, '/api/payments/prepare', { reservationId: reference, referenceId: randomUUID(), amount: 1 }],
    [400, '/api/payments/prepare', '{"amount":'],
    [422, '/api/payments/confirm', { orderId: 'ORD_1_ABCDEF12', paymentKey: '../cancel', amount: 1 }],
    [422, '/api/payments/confirm', { orderId: "' OR 1=1 --", paymentKey: 'k', amount: 1 }],
    [422, '/api/payments/confirm', { orderId: 'ORD_1_ABCDEF12', paymentKey: 'k'.repeat(201), amount: 1 }],
    [404, '/api/payments/confirm', { orderId: 'ORD_1_ABCDEF12', paymentKey: 'k', amount: 1 }],
    [422, '/api/payments/process', { reservationId: reference, paymentMethod: 'bitcoin' }],
    [422, '/api/payments/k/cancel', { cancelReason: '' }],
    [422, '/api/payments/k/cancel', { cancelReason: 'nul\u0000byte' }],
    [422, '/api/payments/k/cancel', { cancelReason: 'x'.repeat(201) }],
    [404, '/api/payments/k/cancel', {}],
    [422, `/api/payments/${'k'.repeat(201)}/cancel`, {}],
    [413, '/api/payments/confirm', { orderId: 'x'.repeat(70_000) }],
    [405, '/api/payments/user/me', {}],
    [404, '/api/payments/nothing', {}],
  ];
  for (const [expected, path, body] of cases) {
    it(`answers ${expected} to ${path.slice(0, 40)} ${JSON.stringify(body).slice(0, 70)}`, async () => {
      const { status, body: problem } = await fixture.as(buyer).post(path, body);

      expect(status).to.equal(expected);
      expect(problem.code).to.be.a('string');
    });
  }

  for (const query of ['limit=0', 'limit=101', 'offset=-1', 'offset=9999999999']) {
    it(`answers the nearest page to a list with ${query}, as catalog does`, async () => {
      expect((await fixture.as(buyer).get(`/api/payments/user/me?${query}`)).body).to.deep.include({ payments: [] });
    });
  }

  for (const query of ['limit=x', 'limit=', 'offset=1.5', 'limit=1&limit=2']) {
    it(`answers 422 to a list with ${query}`, async () => {
      expect((await fixture.as(buyer).get(`/api/payments/user/me?${query}`)).status).to.equal(422);
    });
  }

  it('answers nobody without a credential, and no person without an identity', async () => {
    const body = { reservationId: reference, amount: 1 };
    const identity = { 'x-user-id': buyer, 'x-user-email': 'a@b.cd', 'x-user-role': 'user' };
    const internal = `/internal/payments/by-reservation/${reference}`;
    const statuses = [
      await fixture.anybody('POST', '/api/payments/prepare', body, identity),
      await fixture.anybody('POST', '/api/payments/prepare', body, { authorization: authorizationOf('gateway') }),
      await fixture.anybody('GET', internal, undefined, identity),
      await fixture.anybody('GET', internal, undefined, { authorization: authorizationOf('gateway'), ...identity }),
    ].map((answer) => answer.status);

    expect(statuses).to.deep.equal([401, 401, 401, 403]);
  });

  it('never answers 5xx to any JSON, on any route', async () => {
    const me = fixture.as(buyer);
    const paths = ['prepare', 'confirm', 'process', 'k/cancel'];
    const value = fc.oneof(
      fc.json(),
      fc.constantFrom('{"__proto__":{"amount":1}}', '[]', 'null', '"\\u0000"', '1e999'),
    );

    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), value, async (path, body) => {
        const { status } = await me.post(`/api/payments/${path}`, body);
        expect(status).to.be.within(400, 499);
      }),
      { numRuns: 200 },
    );
  });

  it('never answers 5xx to bodies that nearly fit', async () => {
    const me = fixture.as(buyer);
    const odd = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double(),
      fc.constant(null),
      fc.constant([]),
      fc.uuid(),
      fc.boolean(),
    );
    const body = fc.record(
      {
        reservationId: odd,
        referenceId: odd,
        orderId: odd,
        paymentKey: odd,
        amount: odd,
        paymentType: odd,
        paymentMethod: odd,
        cancelReason: odd,
      },
      { requiredKeys: [] },
    );

    await fc.assert(
      fc.asyncProperty(fc.constantFrom('prepare', 'confirm', 'process', 'k/cancel'), body, async (path, value) => {
        const { status } = await me.post(`/api/payments/${path}`, value);
        expect(status).to.be.within(400, 499);
      }),
      { numRuns: 200 },
    );
  });
});
