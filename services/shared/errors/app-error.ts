/** What an error code means to an HTTP caller. The domain throws codes; only the HTTP layer knows status numbers. */
export interface ErrorMeaning {
  readonly status: number;
  readonly title: string;
  /** Nothing has happened and the same request may well succeed: not kept under an Idempotency-Key. */
  readonly transient?: true;
}
export type ErrorTable = Readonly<Record<string, ErrorMeaning>>;

/**
 * An expected failure with a stable code. Thrown where it is known, translated once by the HTTP layer.
 * `details` become members of the problem document (RFC 9457), so they never hold secrets; its own members (type, title,
 * status, detail, instance, code) win over details of the same name.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}
