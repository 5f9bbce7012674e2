/** The test provider's own desk: faults to play, its books, its webhooks (services/payment/README.md). */
import { z } from 'zod';

const entrySchema = z.object({
  orderId: z.string(),
  status: z.string(),
  captured: z.int(),
  refunded: z.int(),
  captures: z.int(),
  refunds: z.int(),
  approveCalls: z.int(),
});
export type LedgerEntry = z.infer<typeof entrySchema>;

export interface Fault {
  readonly orderId: string;
  readonly action: 'approve' | 'refund' | 'lookup';
  readonly kind: 'decline' | 'error' | 'hang' | 'slow';
  /** Success stands behind the fault. */
  readonly moneyMoves?: boolean;
  readonly delayMs?: number;
  /** Calls it spoils; 0 = all until cleared. */
  readonly times?: number;
}

export interface Provider {
  readonly fault: (fault: Fault) => Promise<void>;
  readonly clearFaults: () => Promise<void>;
  /** @param automatic whether each change of a payment sends its webhook by itself */
  readonly webhooks: (automatic: boolean) => Promise<void>;
  /** @returns the status of each delivery */
  readonly resend: (how: {
    readonly orderId: string;
    readonly copies?: number;
    readonly order?: 'recorded' | 'reversed';
    readonly forged?: boolean;
    readonly ageSeconds?: number;
  }) => Promise<number[]>;
  readonly ledger: () => Promise<LedgerEntry[]>;
  /** Of one order; undefined when the provider never heard of it. */
  readonly bookOf: (orderId: string) => Promise<LedgerEntry | undefined>;
}

/** The test provider at this address; its webhooks go to the gateway. */
export function providerAt(url: string, gatewayUrl: string): Provider {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${url}/test/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`test provider: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
  const ledger = async () => z.object({ entries: z.array(entrySchema) }).parse(await call('GET', 'ledger')).entries;
  return {
    fault: async (fault) => void (await call('POST', 'faults', fault)),
    clearFaults: async () => void (await call('DELETE', 'faults')),
    webhooks: async (automatic) =>
      void (await call('PUT', 'webhooks', { url: `${gatewayUrl}/api/payments/webhooks/test`, automatic })),
    resend: async (how) => z.object({ statuses: z.array(z.int()) }).parse(await call('POST', 'webhooks', how)).statuses,
    ledger,
    bookOf: async (orderId) => (await ledger()).find((entry) => entry.orderId === orderId),
  };
}
