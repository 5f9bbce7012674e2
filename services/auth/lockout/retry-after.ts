import type { Response } from 'express';
import { AppError } from '../../shared/errors/app-error.ts';

/** Runs `work`; a refusal for a while also says so in the header that HTTP clients know (RFC 9110 10.2.3). */
export async function withRetryAfter<T>(response: Response, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const seconds = error instanceof AppError ? error.details.retryAfterSeconds : undefined;
    if (typeof seconds === 'number') response.setHeader('retry-after', String(seconds));
    throw error;
  }
}
