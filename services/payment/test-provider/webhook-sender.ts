import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { z } from 'zod';
import type { TossPayment } from '../provider/toss-wire.ts';
import { webhookHeaders } from '../provider/toss-wire.ts';
import { signWebhook } from '../webhooks/webhook-signature.ts';

/** How to send recorded webhooks again. */
export const resendSchema = z.strictObject({
  orderId: z.string().min(1).max(64).optional(),
  copies: z.int().min(1).max(1_000).default(1),
  order: z.enum(['recorded', 'reversed']).default('recorded'),
  /** Signed with a key that nobody shares. */
  forged: z.boolean().default(false),
  /** Seconds that the transmission time lies in the past; negative: in the future. */
  ageSeconds: z.int().min(-86_400).max(86_400).default(0),
});
export type Resend = z.infer<typeof resendSchema>;

export const webhookSettingsSchema = z.strictObject({
  url: z.url().nullable(),
  /** Send each webhook when its payment changes; off: only when asked. */
  automatic: z.boolean().default(true),
});

/** Records a webhook per change of a payment, sends them when they happen and, on demand, again, doubled, reordered or forged. */
export function createWebhookSender(options: { secret: string; url: string | null; clock?: () => Date }) {
  const clock = options.clock ?? (() => new Date());
  const recorded: Array<{ readonly id: string; readonly orderId: string; readonly body: string }> = [];
  const settings: z.infer<typeof webhookSettingsSchema> = { url: options.url, automatic: true };
  const underWay = new Set<Promise<unknown>>();

  async function send(hook: { id: string; body: string }, secret: string, ageSeconds: number): Promise<number> {
    if (settings.url === null) return 0;
    const time = new Date(clock().getTime() - ageSeconds * 1_000).toISOString();
    try {
      const answer = await request(settings.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [webhookHeaders.id]: hook.id,
          [webhookHeaders.time]: time,
          [webhookHeaders.signature]: signWebhook(secret, hook.body, time),
        },
        body: hook.body,
        signal: AbortSignal.timeout(10_000),
      });
      await answer.body.dump();
      return answer.statusCode;
    } catch {
      // A merchant that is away loses this webhook; its settlement job asks for the payment instead.
      return 0;
    }
  }

  return {
    settings,
    record(payment: TossPayment) {
      const body = JSON.stringify({
        eventType: 'PAYMENT_STATUS_CHANGED',
        createdAt: clock().toISOString(),
        data: payment,
      });
      const hook = { id: randomUUID(), orderId: payment.orderId, body };
      recorded.push(hook);
      if (!settings.automatic || settings.url === null) return;
      const sending = send(hook, options.secret, 0).finally(() => underWay.delete(sending));
      underWay.add(sending);
    },
    /** @returns the HTTP status of each delivery, in the order of sending; 0 when nobody answered */
    async resend(how: Resend): Promise<number[]> {
      const hooks = recorded.filter((hook) => how.orderId === undefined || hook.orderId === how.orderId);
      if (how.order === 'reversed') hooks.reverse();
      const secret = how.forged ? randomUUID() : options.secret;
      const statuses: number[] = [];
      for (let copy = 0; copy < how.copies; copy += 1) {
        for (const hook of hooks) statuses.push(await send(hook, secret, how.ageSeconds));
      }
      return statuses;
    },
    /** Resolves when no automatic webhook is under way. */
    idle: async () => {
      await Promise.all(underWay);
    },
  };
}
export type WebhookSender = ReturnType<typeof createWebhookSender>;
