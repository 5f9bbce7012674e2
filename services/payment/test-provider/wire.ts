import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { FaultPlan } from './faults.ts';
import type { Ledger, Outcome } from './ledger.ts';
import { createReplyMemory, type WireReply, wireError } from './replies.ts';
import type { WebhookSender } from './webhook-sender.ts';

const confirmSchema = z.object({
  paymentKey: z.string().min(1).max(200),
  orderId: z.string().min(6).max(64),
  amount: z.int().positive(),
});
const cancelSchema = z.object({
  cancelReason: z.string().min(1).max(200),
  cancelAmount: z.int().positive().optional(),
});

export interface WireRequest {
  readonly idempotencyKey: string | undefined;
  readonly body: unknown;
}

/** The three calls of Toss' API that payment uses, with the planned faults played into them. */
export function createWire(parts: { ledger: Ledger; faults: FaultPlan; webhooks: WebhookSender }) {
  const { ledger, faults, webhooks } = parts;
  const once = createReplyMemory();

  /** Runs the effect with the fault around it. */
  async function play(
    action: 'approve' | 'refund' | 'lookup',
    orderId: string,
    effect: () => Outcome,
    onDecline?: () => void,
  ) {
    const fault = faults.take(action, orderId);
    const act = () => {
      const outcome = effect();
      if ('payment' in outcome && action !== 'lookup') webhooks.record(outcome.payment);
      return outcome;
    };
    switch (fault?.kind) {
      case undefined:
        return toReply(act());
      case 'decline':
        onDecline?.();
        return wireError(403, fault.code);
      case 'error':
        if (fault.moneyMoves) act();
        return wireError(500, 'FAILED_INTERNAL_SYSTEM_PROCESSING');
      case 'hang':
        if (fault.moneyMoves) act();
        return 'hang';
      case 'slow': {
        const early = fault.moneyMoves ? act() : undefined;
        await wait(fault.delayMs, undefined, { ref: false });
        return toReply(early ?? act());
      }
    }
  }

  return {
    async confirm({ idempotencyKey, body }: WireRequest): Promise<WireReply> {
      const parsed = confirmSchema.safeParse(body);
      if (!parsed.success) return wireError(400, 'INVALID_REQUEST');
      const { orderId, paymentKey, amount } = parsed.data;
      ledger.open(orderId, paymentKey, amount);
      ledger.countCall(orderId, 'approveCalls');
      return once(idempotencyKey, parsed.data, () =>
        play(
          'approve',
          orderId,
          () => ledger.approve(orderId, paymentKey, amount),
          () => ledger.abort(orderId, paymentKey, amount),
        ),
      );
    },

    async cancel(paymentKey: string, { idempotencyKey, body }: WireRequest): Promise<WireReply> {
      const parsed = cancelSchema.safeParse(body);
      if (!parsed.success) return wireError(400, 'INVALID_REQUEST');
      const orderId = ledger.orderIdOfKey(paymentKey);
      if (orderId === undefined) return wireError(404, 'NOT_FOUND_PAYMENT');
      ledger.countCall(orderId, 'refundCalls');
      return once(idempotencyKey, { paymentKey, ...parsed.data }, () =>
        play('refund', orderId, () => ledger.cancel(paymentKey, parsed.data)),
      );
    },

    lookup: (orderId: string): Promise<WireReply> => play('lookup', orderId, () => ledger.find(orderId)),
  };
}
function toReply(outcome: Outcome): WireReply {
  if ('refused' in outcome) return wireError(outcome.refused.status, outcome.refused.code);
  return { status: 200, body: outcome.payment };
}
