import type { Declined, Unknown } from './payment-provider.ts';
import type { TossError } from './toss-wire.ts';

/**
 * Refusals that do not say what became of the money. Toss answers PROVIDER_ERROR ("temporary error") with 400, and
 * "already processed" says that some earlier call counted: in each case only a look-up tells.
 */
const undecidedCodes: ReadonlySet<string> = new Set([
  'ALREADY_PROCESSED_PAYMENT',
  'ALREADY_CANCELED_PAYMENT',
  'IDEMPOTENT_REQUEST_PROCESSING',
  'PROVIDER_ERROR',
  'CARD_PROCESSING_ERROR',
  'UNKNOWN_PAYMENT_ERROR',
  'TOO_MANY_REQUESTS',
]);

/** Whether a refusal is the provider's last word. Server errors and rate limits never are. */
export function readRefusal(status: number, error: TossError | undefined): Declined | Unknown {
  const code = error?.code ?? 'UNREADABLE_ANSWER';
  const decided = status >= 400 && status < 500 && status !== 408 && status !== 429 && error !== undefined;
  if (!decided || undecidedCodes.has(code)) return { kind: 'unknown', reason: `${status} ${code}` };
  return { kind: 'declined', code, message: error.message };
}
