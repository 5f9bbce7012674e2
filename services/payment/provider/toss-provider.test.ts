import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { ExchangeEnd, ExchangeLog, ExchangeStart } from './exchange-log.ts';
import { createTossProvider } from './toss-provider.ts';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
interface Scripted {
  status: number;
  body: string;
  silent?: boolean;
}

const donePayment = {
  paymentKey: 'pk_1',
  orderId: 'ORD_1_ABCDEF12',
  status: 'DONE',
  totalAmount: 150_000,
  balanceAmount: 150_000,
  method: '카드',
  requestedAt: '2026-11-22T16:30:00+09:00',
  approvedAt: '2026-11-22T16:30:05+09:00',
  card: { number: '5365100012341234', approveNo: '00000000' },
  secret: 'ps_secret',
  cancels: null,
};
const approval = { paymentId: 'p-1', orderId: 'ORD_1_ABCDEF12', paymentKey: 'pk_1', amount: 150_000 };

describe('toss provider', () => {
  const seen: Seen[] = [];
  const script: Scripted = { status: 200, body: '' };
  const logged: Array<{ start: ExchangeStart; end: ExchangeEnd | undefined }> = [];
  const log: ExchangeLog = async (start) => {
    const entry: (typeof logged)[number] = { start, end: undefined };
    logged.push(entry);
    return async (end) => {
      entry.end = end;
    };
  };
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    req.on('end', () => {
      seen.push({ method: req.method, url: req.url, headers: req.headers, body });
      if (!script.silent) res.writeHead(script.status, { 'content-type': 'application/json' }).end(script.body);
    });
  });
  let provider: ReturnType<typeof createTossProvider>;

  const answer = (status: number, body: unknown) => {
    script.status = status;
    script.body = typeof body === 'string' ? body : JSON.stringify(body);
    script.silent = false;
  };

  before((done) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      provider = createTossProvider({
        name: 'toss',
        takesSyntheticKeys: false,
        baseUrl: `http://127.0.0.1:${port}`,
        secretKey: 'test_sk_1234567890',
        timeoutMs: 150,
        log,
      });
      done();
    });
  });
  beforeEach(() => {
    seen.length = 0;
    logged.length = 0;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await provider.close();
  });

  it('confirms with Basic authentication and the order id as idempotency key', async () => {
    answer(200, donePayment);

    const result = await provider.approve(approval);

    expect(result.kind).to.equal('approved');
    expect(seen[0]?.method).to.equal('POST');
    expect(seen[0]?.url).to.equal('/v1/payments/confirm');
    expect(seen[0]?.headers.authorization).to.equal(`Basic ${Buffer.from('test_sk_1234567890:').toString('base64')}`);
    expect(seen[0]?.headers['idempotency-key']).to.equal('ORD_1_ABCDEF12');
    expect(JSON.parse(seen[0]?.body ?? '')).to.deep.equal({
      paymentKey: 'pk_1',
      orderId: 'ORD_1_ABCDEF12',
      amount: 150_000,
    });
  });

  it('cancels under an idempotency key of its own and reads the time of the cancel', async () => {
    const cancels = [{ cancelAmount: 150_000, cancelReason: 'late', canceledAt: '2026-11-22T16:40:00+09:00' }];
    answer(200, { ...donePayment, status: 'CANCELED', balanceAmount: 0, cancels });

    const result = await provider.refund({
      paymentId: 'p-1',
      orderId: 'ORD_1_ABCDEF12',
      paymentKey: 'pk/1',
      reason: 'late',
    });

    expect(seen[0]?.url).to.equal('/v1/payments/pk%2F1/cancel');
    expect(seen[0]?.headers['idempotency-key']).to.equal('ORD_1_ABCDEF12:refund');
    expect(JSON.parse(seen[0]?.body ?? '')).to.deep.equal({ cancelReason: 'late' });
    expect(result).to.have.property('kind', 'refunded');
    expect(result.kind === 'refunded' && result.payment.refundedAt?.toISOString()).to.equal('2026-11-22T07:40:00.000Z');
  });

  it('looks an order up by its id', async () => {
    answer(200, { ...donePayment, status: 'IN_PROGRESS', approvedAt: null });

    const result = await provider.lookup({ paymentId: 'p-1', orderId: 'ORD_1_ABCDEF12' });

    expect(seen[0]?.url).to.equal('/v1/payments/orders/ORD_1_ABCDEF12');
    expect(result.kind === 'found' && result.payment.state).to.equal('open');
  });

  it('says that an order is absent', async () => {
    answer(404, { code: 'NOT_FOUND_PAYMENT', message: '' });

    expect(await provider.lookup({ paymentId: 'p-1', orderId: 'ORD_1_ABCDEF12' })).to.deep.equal({ kind: 'absent' });
  });

  for (const [status, code] of [
    [403, 'REJECT_CARD_PAYMENT'],
    [400, 'INVALID_STOPPED_CARD'],
    [404, 'NOT_FOUND_PAYMENT_SESSION'],
    [401, 'UNAUTHORIZED_KEY'],
  ] as const) {
    it(`takes ${status} ${code} for the provider's last word`, async () => {
      answer(status, { code, message: 'no' });

      expect(await provider.approve(approval)).to.deep.equal({ kind: 'declined', code, message: 'no' });
    });
  }

  for (const [status, body] of [
    [500, { code: 'FAILED_INTERNAL_SYSTEM_PROCESSING', message: '' }],
    [400, { code: 'PROVIDER_ERROR', message: '' }],
    [400, { code: 'ALREADY_PROCESSED_PAYMENT', message: '' }],
    [409, { code: 'IDEMPOTENT_REQUEST_PROCESSING', message: '' }],
    [429, { code: 'TOO_MANY_REQUESTS', message: '' }],
    [200, '<html>maintenance</html>'],
    [403, '<html>firewall</html>'],
    [200, { ...donePayment, orderId: 'ORD_2_OTHER000' }],
    [200, { ...donePayment, totalAmount: 1 }],
    [200, { ...donePayment, status: 'IN_PROGRESS' }],
  ] as const) {
    it(`does not decide on ${status} ${JSON.stringify(body).slice(0, 60)}`, async () => {
      answer(status, body);

      expect((await provider.approve(approval)).kind).to.equal('unknown');
    });
  }

  it('does not decide when no answer comes in time', async () => {
    script.silent = true;

    expect((await provider.approve(approval)).kind).to.equal('unknown');
    expect(logged[0]?.end).to.include({ status: null, errorCode: 'NO_ANSWER' });
  });

  it('notes every call before it is made, masks card numbers and secrets', async () => {
    answer(200, donePayment);

    await provider.approve(approval);

    expect(logged).to.have.length(1);
    expect(logged[0]?.start).to.deep.include({ paymentId: 'p-1', action: 'approve', endpoint: '/v1/payments/confirm' });
    const response = JSON.stringify(logged[0]?.end?.response);
    expect(response).to.contain('************1234').and.not.contain('5365100012341234').and.not.contain('ps_secret');
    expect(JSON.stringify(logged)).to.not.contain('test_sk_1234567890');
  });
});
