import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError, type ErrorTable } from '../../shared/errors/app-error.ts';
import { toProblem } from '../../shared/errors/problem.ts';
import type { Answer } from '../../shared/http/route.ts';
import type { IdempotencyStore, KeptAnswer } from './idempotency-store.ts';

/** The Idempotency-Key header: up to 64 visible ASCII characters, a UUID for example. */
const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 visible ASCII characters')
  .optional();

export interface IdempotentRequest {
  readonly userId: string;
  /** The Idempotency-Key header as it came; without one the request simply runs. */
  readonly key: string | string[] | undefined;
  /** What the key stands for: route, path parameters and body. */
  readonly request: Readonly<Record<string, unknown>>;
}

/**
 * Refusals after which the same request may well succeed and before which nothing happened: another request is at work,
 * or ticket could not be asked. They are not kept, like Stripe's conflicts.
 */
const notKept: ReadonlySet<string> = new Set([
  'PAYMENT_IN_PROGRESS',
  'UPSTREAM_FAILED',
  'UPSTREAM_TIMEOUT',
  'DEPENDENCY_UNAVAILABLE',
]);

/**
 * Idempotent requests by Stripe's letter (runtime.md 3.1): the same key gives the same answer, errors and 500s included;
 * 409 while the first one runs; 422 when the request differs; kept for 24 h, per user; nothing is kept for requests that
 * failed validation, because those never come here.
 */
export function createIdempotency(store: IdempotencyStore, errors: ErrorTable) {
  return async (request: IdempotentRequest, work: () => Promise<Answer>): Promise<Answer> => {
    const key = readKey(request.key);
    if (key === undefined) return work();
    const claim = await store.claim(request.userId, key, hashOf(request.request));
    switch (claim.kind) {
      case 'other request':
        throw new AppError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key came with another request before.');
      case 'running':
        throw new AppError('IDEMPOTENCY_KEY_IN_USE', 'The first request with this Idempotency-Key is still running.');
      case 'done':
        return replay(claim.status, claim.answer);
      case 'mine':
        return runAndKeep(store, errors, request.userId, key, work);
    }
  };
}
export type Idempotency = ReturnType<typeof createIdempotency>;

async function runAndKeep(
  store: IdempotencyStore,
  errors: ErrorTable,
  userId: string,
  key: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    const answer = await work();
    await store.keep(userId, key, answer.status, { body: answer.body });
    return answer;
  } catch (error) {
    const known = error instanceof AppError ? error : new AppError('INTERNAL_ERROR', 'Try again with another key.');
    if (notKept.has(known.code)) await store.release(userId, key);
    else {
      const { status } = toProblem(known, errors, '');
      await store.keep(userId, key, status, {
        error: { code: known.code, message: known.message, details: known.details },
      });
    }
    throw error;
  }
}

function replay(status: number, answer: KeptAnswer): Answer {
  if ('error' in answer) throw new AppError(answer.error.code, answer.error.message, answer.error.details);
  return { status, body: answer.body, headers: { 'idempotent-replayed': 'true' } };
}

function readKey(header: string | string[] | undefined): string | undefined {
  const key = idempotencyKeySchema.safeParse(header);
  if (key.success) return key.data;
  throw new AppError('VALIDATION_FAILED', 'idempotency-key: must be 1 to 64 visible ASCII characters', {
    faults: [{ at: 'headers.idempotency-key', message: 'must be 1 to 64 visible ASCII characters' }],
  });
}

/** The order of a body's members does not make another request of it. */
const hashOf = (request: Readonly<Record<string, unknown>>) =>
  createHash('sha256').update(canonical(request)).digest('hex');

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}
