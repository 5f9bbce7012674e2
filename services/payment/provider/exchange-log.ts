/** One call to the provider as payment_logs keeps it (domain.md 2.3); everything in it is already masked. */
export interface ExchangeStart {
  readonly paymentId: string;
  readonly action: 'approve' | 'refund' | 'lookup';
  readonly endpoint: string;
  readonly method: 'GET' | 'POST';
  readonly request: Readonly<Record<string, unknown>>;
}

export interface ExchangeEnd {
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  readonly response: Readonly<Record<string, unknown>> | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
}

/**
 * Notes a call before it is made and completes the note after, so that a call cut off by a crash is on record too.
 * @returns what completes the note
 */
export type ExchangeLog = (start: ExchangeStart) => Promise<(end: ExchangeEnd) => Promise<void>>;
