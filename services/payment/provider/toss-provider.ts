import { Pool } from 'undici';
import type { ExchangeLog, ExchangeStart } from './exchange-log.ts';
import type { ApproveAnswer, LookupAnswer, PaymentProvider, RefundAnswer } from './payment-provider.ts';
import { describeAnswer, type Reply, readPayment, reasonOfPart } from './toss-answers.ts';

export interface TossProviderOptions {
  /** `toss`, or `test` when the test provider stands behind the same wire. */
  readonly name: string;
  readonly takesSyntheticKeys: boolean;
  /** Scheme, host and port, for example https://api.tosspayments.com */
  readonly baseUrl: string;
  readonly secretKey: string;
  /** After so many milliseconds without a whole answer the outcome is unknown. */
  readonly timeoutMs: number;
  readonly log: ExchangeLog;
  /** Connections kept to the provider; default 32. */
  readonly connections?: number;
}

/** Answers longer than this are not from the provider. */
const maxAnswerBytes = 256 * 1024;

/** Toss Payments over HTTP: Basic authentication with the secret key, an Idempotency-Key on everything that moves money. */
export function createTossProvider(options: TossProviderOptions): PaymentProvider {
  const pool = new Pool(options.baseUrl, {
    connections: options.connections ?? 32,
    maxResponseSize: maxAnswerBytes,
    connect: { timeout: Math.min(5_000, options.timeoutMs) },
  });
  const authorization = `Basic ${Buffer.from(`${options.secretKey}:`).toString('base64')}`;

  async function call(
    exchange: ExchangeStart,
    idempotencyKey: string | undefined,
    body: Readonly<Record<string, unknown>> | undefined,
  ): Promise<Reply> {
    const finish = await options.log(exchange);
    const reply = await send(exchange, idempotencyKey, body);
    await finish(
      reply.kind === 'silence'
        ? { status: null, response: null, errorCode: 'NO_ANSWER', errorMessage: reply.reason }
        : describeAnswer(reply.status, reply.body),
    );
    return reply;
  }

  async function send(
    exchange: ExchangeStart,
    idempotencyKey: string | undefined,
    body: Readonly<Record<string, unknown>> | undefined,
  ): Promise<Reply> {
    try {
      const answer = await pool.request({
        method: exchange.method,
        path: exchange.endpoint,
        headers: {
          authorization,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(options.timeoutMs),
      });
      return { kind: 'answer', status: answer.statusCode, body: parseJson(await answer.body.text()) };
    } catch (error) {
      return { kind: 'silence', reason: error instanceof Error ? `${error.name}: ${error.message}` : 'no answer' };
    }
  }

  return {
    name: options.name,
    takesSyntheticKeys: options.takesSyntheticKeys,

    async approve({ paymentId, orderId, paymentKey, amount }): Promise<ApproveAnswer> {
      const body = { paymentKey, orderId, amount };
      const reply = await call(
        { paymentId, action: 'approve', endpoint: '/v1/payments/confirm', method: 'POST', request: body },
        orderId,
        body,
      );
      const payment = readPayment(reply, orderId);
      if ('kind' in payment) return payment;
      // A capture of another sum must not pass for this one; the settlement job and an operator look at it.
      if (payment.amount !== amount)
        return { kind: 'unknown', reason: `captured ${payment.amount} instead of ${amount}` };
      return payment.state === 'captured'
        ? { kind: 'approved', payment }
        : { kind: 'unknown', reason: `status ${payment.providerStatus}` };
    },

    async refund({ paymentId, orderId, paymentKey, reason, part }): Promise<RefundAnswer> {
      const body = part
        ? { cancelReason: reasonOfPart(reason, part.id), cancelAmount: part.amount }
        : { cancelReason: reason };
      const endpoint = `/v1/payments/${encodeURIComponent(paymentKey)}/cancel`;
      const reply = await call(
        { paymentId, action: 'refund', endpoint, method: 'POST', request: body },
        part ? `${orderId}:${part.id}` : `${orderId}:refund`,
        body,
      );
      const payment = readPayment(reply, orderId);
      if ('kind' in payment) return payment;
      const done = part ? payment.partsGivenBack.includes(part.id) : payment.state === 'refunded';
      return done ? { kind: 'refunded', payment } : { kind: 'unknown', reason: `status ${payment.providerStatus}` };
    },

    async lookup({ paymentId, orderId }): Promise<LookupAnswer> {
      const endpoint = `/v1/payments/orders/${encodeURIComponent(orderId)}`;
      const reply = await call(
        { paymentId, action: 'lookup', endpoint, method: 'GET', request: {} },
        undefined,
        undefined,
      );
      const payment = readPayment(reply, orderId);
      if (!('kind' in payment)) return { kind: 'found', payment };
      if (payment.kind === 'unknown') return payment;
      return payment.code === 'NOT_FOUND_PAYMENT' ? { kind: 'absent' } : { kind: 'unknown', reason: payment.code };
    },

    close: () => pool.close(),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
