import type { ErrorTable } from '../shared/errors/app-error.ts';

/** payment's own codes; the common ones stand in services/shared/errors/common-errors.ts. */
export const paymentErrors = {
  AMOUNT_MISMATCH: { status: 400, title: 'The amount is not the price' },
  REFERENCE_REQUIRED: { status: 400, title: 'Say what is paid for' },
  PAYMENT_KEY_REQUIRED: { status: 400, title: 'A key from the payment window is required' },
  WEBHOOK_SIGNATURE_INVALID: { status: 401, title: 'The webhook is not signed by the provider' },
  WEBHOOK_OUTSIDE_REPLAY_WINDOW: { status: 401, title: 'The webhook is too old or from the future' },
  PAYMENT_DECLINED: { status: 402, title: 'The payment was declined' },
  PAYMENT_NOT_FOUND: { status: 404, title: 'No such payment' },
  PAYMENT_IN_PROGRESS: { status: 409, title: 'This payment is being worked on', transient: true },
  PAYMENT_ALREADY_CONFIRMED: { status: 409, title: 'This was paid for already' },
  PAYMENT_NOT_PAYABLE: { status: 409, title: 'This payment is over' },
  PAYMENT_KEY_USED: { status: 409, title: 'This payment key belongs to another payment' },
  PAYMENT_NOT_REFUNDABLE: { status: 409, title: 'Only a confirmed payment can be refunded' },
  NOT_PAYABLE: { status: 409, title: 'This cannot be paid for' },
  RESERVATION_EXPIRED: { status: 409, title: 'The reservation has expired' },
} as const satisfies ErrorTable;
