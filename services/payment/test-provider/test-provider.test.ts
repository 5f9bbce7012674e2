import { spawnSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { createTestProvider } from './app.ts';

const authorization = `Basic ${Buffer.from('test_sk_0123456789:').toString('base64')}`;

describe('test provider', () => {
  const server = createTestProvider({
    secretKey: 'test_sk_0123456789',
    webhookSecret: 'w'.repeat(32),
    webhookUrl: null,
  });
  let base = '';
  before((done) => {
    server.listen(0, '127.0.0.1', () => {
      base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  after((done) => {
    server.closeAllConnections();
    server.close(done);
  });

  type Body = ReturnType<typeof JSON.parse>;
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { authorization },
  ) => {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Body };
  };
  const confirm = (orderId: string, key = 'idem', amount = 1_000) =>
    call(
      'POST',
      '/v1/payments/confirm',
      { orderId, paymentKey: `pk_${orderId}`, amount },
      { authorization, 'idempotency-key': `${key}${orderId}` },
    );
  const books = async (orderId: string) => (await call('GET', `/test/ledger?orderId=${orderId}`)).body.entries[0];

  it('takes money once for the same idempotency key and answers alike', async () => {
    const first = await confirm('order-1');
    const second = await confirm('order-1');

    expect(first.body).to.include({ status: 'DONE', totalAmount: 1_000, balanceAmount: 1_000 });
    expect(second.body).to.deep.equal(first.body);
    expect(await books('order-1')).to.include({ captured: 1_000, captures: 1, approveCalls: 2 });
  });

  it('refuses a second confirm under another key, as Toss does', async () => {
    await confirm('order-2');

    const second = await confirm('order-2', 'other');

    expect([second.status, second.body.code]).to.deep.equal([400, 'ALREADY_PROCESSED_PAYMENT']);
    expect(await books('order-2')).to.include({ captures: 1 });
  });

  it('refuses an idempotency key with another body', async () => {
    await confirm('order-3');

    expect((await confirm('order-3', 'idem', 999)).body.code).to.equal('INVALID_IDEMPOTENCY_KEY');
  });

  it('gives back once, and keeps the books', async () => {
    await confirm('order-4');

    const cancelled = await call('POST', '/v1/payments/pk_order-4/cancel', { cancelReason: 'late' });
    const again = await call('POST', '/v1/payments/pk_order-4/cancel', { cancelReason: 'late' });

    expect(cancelled.body).to.include({ status: 'CANCELED', balanceAmount: 0 });
    expect(again.body.code).to.equal('ALREADY_CANCELED_PAYMENT');
    expect(await books('order-4')).to.include({ captured: 1_000, refunded: 1_000, refunds: 1 });
  });

  it('plays a fault for one order as often as asked, then works again', async () => {
    await call('POST', '/test/faults', { action: 'approve', kind: 'error', orderId: 'order-5', times: 2 });

    const answers = [
      await confirm('order-5'),
      await confirm('other-1'),
      await confirm('order-5'),
      await confirm('order-5'),
    ];

    expect(answers.map((answer) => answer.status)).to.deep.equal([500, 200, 500, 200]);
  });

  it('keeps strangers out', async () => {
    expect(
      (await call('GET', '/v1/payments/orders/order-1', undefined, { authorization: 'Basic eA==' })).status,
    ).to.equal(401);
  });

  it('answers 4xx to bad input', async () => {
    const answers = [
      await call('POST', '/v1/payments/confirm', {}),
      await call('POST', '/test/faults', { action: 'explode' }),
      await call('GET', '/v1/payments/orders/nobody'),
      await call('GET', '/nothing'),
    ];

    expect(answers.map((answer) => answer.status)).to.deep.equal([400, 400, 404, 404]);
  });

  it('does not start in production', () => {
    const entry = fileURLToPath(new URL('./server.ts', import.meta.url));
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      TOSS_SECRET_KEY: 'x'.repeat(16),
      WEBHOOK_SECRET: 'x'.repeat(32),
    };

    const run = spawnSync(process.execPath, ['--import=tsx', entry], { env, encoding: 'utf8', timeout: 20_000 });

    expect(run.status).to.equal(1);
    expect(run.stderr).to.contain('refused in production');
  }).timeout(25_000);
});
