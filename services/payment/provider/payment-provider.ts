/**
 * What payment needs from whoever moves the money. Toss and the test provider stand behind it (domain.md 10.3 #23).
 * Answers are values, never exceptions: a time-out is an ordinary answer ("unknown") that the settlement job resolves.
 */

/** What the provider says about one order. */
export interface ProviderPayment {
  readonly orderId: string;
  readonly paymentKey: string;
  /** Won that the order is for. */
  readonly amount: number;
  /** open: no money moved yet; captured: money taken, perhaps parts of it given back; refunded: taken and given back in full; dead: refused or expired. */
  readonly state: 'open' | 'captured' | 'refunded' | 'dead';
  /** The provider's own word, for example DONE or CANCELED. */
  readonly providerStatus: string;
  readonly approvedAt: Date | null;
  readonly refundedAt: Date | null;
  /** Ids of the parts that were given back, each once. */
  readonly partsGivenBack: readonly string[];
  /** The answer with secrets and card data masked; fit to be stored. */
  readonly response: Readonly<Record<string, unknown>>;
}

export interface Declined {
  readonly kind: 'declined';
  /** The provider's code, for example REJECT_CARD_PAYMENT. */
  readonly code: string;
  readonly message: string;
}

/** Nobody knows whether money moved: ask `lookup` later. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: string;
}

export type ApproveAnswer = { readonly kind: 'approved'; readonly payment: ProviderPayment } | Declined | Unknown;
export type RefundAnswer = { readonly kind: 'refunded'; readonly payment: ProviderPayment } | Declined | Unknown;
export type LookupAnswer =
  | { readonly kind: 'found'; readonly payment: ProviderPayment }
  | { readonly kind: 'absent' }
  | Unknown;

export interface ApproveRequest {
  readonly paymentId: string;
  readonly orderId: string;
  readonly paymentKey: string;
  readonly amount: number;
}

export interface RefundRequest {
  readonly paymentId: string;
  readonly orderId: string;
  readonly paymentKey: string;
  readonly reason: string;
  /** Gives only so many won back, under an id of its own; all that is left without it. */
  readonly part?: { readonly id: string; readonly amount: number };
}

export interface PaymentProvider {
  /** `toss` or `test`; also the last part of the webhook path. */
  readonly name: string;
  /** Whether money can be taken without a key from the provider's own payment window (POST /process without paymentKey). */
  readonly takesSyntheticKeys: boolean;
  /** Takes the money. Idempotent by orderId: asking twice moves money once and answers alike. */
  approve(request: ApproveRequest): Promise<ApproveAnswer>;
  /** Gives all of it back, or a part. Idempotent by orderId and the part's id. */
  refund(request: RefundRequest): Promise<RefundAnswer>;
  /** What the provider knows of an order. */
  lookup(request: { readonly paymentId: string; readonly orderId: string }): Promise<LookupAnswer>;
  /** Closes connections. */
  close(): Promise<void>;
}
