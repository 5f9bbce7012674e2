import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { Pool, Queryable } from '../../shared/postgres/pool.ts';
import type { InFlight } from '../payments/in-flight.ts';
import type { Payment } from '../payments/payment.ts';
import { findByOrder } from '../payments/payment-repository.ts';
import { type SettleParts, settlePayment } from '../payments/settle-payment.ts';
import { tossWebhookSchema, webhookHeaders } from '../provider/toss-wire.ts';
import { checkWebhook } from './webhook-signature.ts';

export interface WebhookParts {
  readonly pool: Pool;
  readonly settle: SettleParts;
  readonly inFlight: Pick<InFlight, 'idle'>;
  /** The provider whose webhooks are taken: `toss` or `test`. */
  readonly providerName: string;
  /** The present one, and the one before it while it is rotated. */
  readonly secrets: readonly string[];
  readonly clock: () => Date;
  readonly onWebhook: (outcome: 'settled' | 'nothing to do' | 'repeated' | 'refused') => void;
}

/**
 * A webhook is a hint, never a fact: after its signature is checked the provider itself is asked what is true. So
 * webhooks may come doubled, late or in any order, and none of them alone can move money in our books.
 */
export function webhookRoute(parts: WebhookParts): Route {
  return route({
    method: 'post',
    path: '/api/payments/webhooks/:provider',
    summary: "The provider's signed news about a payment",
    access: 'public',
    input: { params: z.object({ provider: z.string().max(20) }) },
    rawBody: true,
    responses: { 200: z.object({ received: z.literal(true), repeated: z.boolean() }) },
    errors: ['WEBHOOK_SIGNATURE_INVALID', 'WEBHOOK_OUTSIDE_REPLAY_WINDOW', 'MALFORMED_BODY', 'NOT_FOUND'],
    handler: async ({ params, headers, req }) => {
      if (params.provider !== parts.providerName) throw new AppError('NOT_FOUND', 'No such provider is connected.');
      const rawBody: Buffer = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
      requireGenuine(parts, rawBody, single(headers[webhookHeaders.time]), single(headers[webhookHeaders.signature]));
      const webhook = tossWebhookSchema.safeParse(parseJson(rawBody));
      // Genuine but of a kind we do not read (a pay-out, for example): acknowledged, or it would be sent again for days.
      if (!webhook.success) return { status: 200, body: { received: true, repeated: false } };
      // Toss' signature leaves the transmission id out, so anybody on the way could change it: a webhook is known by what
      // was signed. Its body names payment, status and time, and each copy that Toss sends again is the same.
      const eventId = createHash('sha256').update(rawBody).digest('hex');
      const repeated = await takeWebhook(parts, eventId, webhook.data);
      parts.onWebhook(repeated ? 'repeated' : 'settled');
      return { status: 200, body: { received: true, repeated } };
    },
  });
}

function requireGenuine(parts: WebhookParts, rawBody: Buffer, time: string | undefined, signature: string | undefined) {
  const verdict = checkWebhook(parts.secrets, { rawBody, time, signature }, parts.clock());
  if (verdict === 'valid') return;
  parts.onWebhook('refused');
  throw verdict === 'forged'
    ? new AppError('WEBHOOK_SIGNATURE_INVALID', 'The signature does not match.')
    : new AppError('WEBHOOK_OUTSIDE_REPLAY_WINDOW', 'The transmission time is too far from now.');
}

/** @returns true when this webhook was taken before */
async function takeWebhook(
  parts: WebhookParts,
  eventId: string,
  webhook: z.infer<typeof tossWebhookSchema>,
): Promise<boolean> {
  const { orderId, status } = webhook.data;
  await parts.inFlight.idle(orderId);
  const payment = await findByOrder(parts.pool, orderId);
  if (payment && !agrees(payment, status)) {
    if (await isKnown(parts.pool, parts.providerName, eventId)) return true;
    await settlePayment(parts.settle, payment);
  }
  // Remembered last: had settling failed, the provider's next try must not be taken for a repetition.
  const { rowCount } = await parts.pool.query({
    name: 'webhook-remember',
    text: `INSERT INTO webhook_events (provider, event_id, event_type, payload) VALUES ($1, $2, $3, $4)
           ON CONFLICT DO NOTHING`,
    values: [parts.providerName, eventId, webhook.eventType, JSON.stringify(webhook)],
  });
  return rowCount === 0;
}

/** The books already say what the webhook says, so nobody needs to be asked: the usual case after a confirm. */
const agrees = (payment: Payment, status: string) =>
  (payment.status === 'confirmed' && status === 'DONE') || (payment.status === 'refunded' && status === 'CANCELED');

async function isKnown(db: Queryable, provider: string, eventId: string): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'webhook-known',
    text: 'SELECT 1 FROM webhook_events WHERE provider = $1 AND event_id = $2',
    values: [provider, eventId],
  });
  return rowCount === 1;
}

const single = (header: string | string[] | undefined) => (typeof header === 'string' ? header : undefined);

/** @throws AppError MALFORMED_BODY */
function parseJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    throw new AppError('MALFORMED_BODY', 'The webhook is not valid JSON.');
  }
}
