import { z } from 'zod';

/** One fault to play, for one order or for all. */
export const faultSchema = z.strictObject({
  /** All orders without it. */
  orderId: z.string().min(1).max(64).optional(),
  action: z.enum(['approve', 'refund', 'lookup']),
  /** decline: refused with `code`; error: 500; hang: no answer at all; slow: the right answer after `delayMs`. */
  kind: z.enum(['decline', 'error', 'hang', 'slow']),
  /** With error, hang and slow: money moves before the fault shows, so success stands behind it. */
  moneyMoves: z.boolean().default(false),
  delayMs: z.int().min(0).max(600_000).default(1_000),
  code: z.string().min(1).max(100).default('REJECT_CARD_PAYMENT'),
  /** How many calls it spoils; 0 = all until the faults are cleared. */
  times: z.int().min(0).default(1),
});
export type Fault = z.infer<typeof faultSchema>;

/** The faults that wait for their call, oldest first. */
export function createFaultPlan() {
  const waiting: Array<{ readonly fault: Fault; left: number }> = [];
  return {
    add(fault: Fault) {
      waiting.push({ fault, left: fault.times === 0 ? Number.POSITIVE_INFINITY : fault.times });
    },
    clear() {
      waiting.length = 0;
    },
    /** The fault for this call, which is used up by it. */
    take(action: Fault['action'], orderId: string): Fault | undefined {
      const entry = waiting.find(
        ({ fault, left }) => left > 0 && fault.action === action && (fault.orderId ?? orderId) === orderId,
      );
      if (entry) entry.left -= 1;
      return entry?.fault;
    },
  };
}
export type FaultPlan = ReturnType<typeof createFaultPlan>;
