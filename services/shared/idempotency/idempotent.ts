import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError, type ErrorTable } from '../errors/app-error.ts';
import { commonErrors } from '../errors/common-errors.ts';
import { toProblem } from '../errors/problem.ts';
import type { Answer, Once } from '../http/route.ts';
import { databaseAway } from '../postgres/database-away.ts';
import type { IdempotencyStore, KeptAnswer } from './idempotency-store.ts';

/** The Idempotency-Key header: up to 64 visible ASCII characters, a UUID for example. */
export const idempotencyKeyForm = /^[\x21-\x7e]{1,64}$/;
const keySchema = z.string().regex(idempotencyKeyForm).optional();

/** Says that an answer, an error too, is the first one again. */
const replayedHeader = 'idempotent-replayed';

/**
 * Idempotent requests by Stripe's letter (runtime.md 3.1): the same key gives the same answer, errors and 500s included;
 * 409 while the first one runs; 422 when the request differs; kept for 24 h, per user; nothing is kept for requests that
 * failed validation, because those never come here, nor for refusals that are `transient`: nothing has happened yet.
 * @param errors the service's own codes
 */
export function createIdempotency(store: IdempotencyStore, errors: ErrorTable): Once {
  const table: ErrorTable = { ...commonErrors, ...errors };
  return async ({ userId, headers, request, res }, work) => {
    const key = idempotencyKeyOf(headers['idempotency-key']);
    if (key === undefined) return work();
    const claim = await store.claim(userId, key, hashOf(request));
    switch (claim.kind) {
      case 'other request':
        throw new AppError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key came with another request before.');
      case 'running':
        throw new AppError('IDEMPOTENCY_KEY_IN_USE', 'The first request with this Idempotency-Key is still running.');
      case 'done':
        res.setHeader(replayedHeader, 'true');
        return replay(claim.status, claim.answer);
      case 'mine':
        return runAndKeep(store, table, { userId, key }, work);
    }
  };
}

/** The key of a request; undefined without one. @throws AppError VALIDATION_FAILED */
export function idempotencyKeyOf(header: string | string[] | undefined): string | undefined {
  const key = keySchema.safeParse(header);
  if (key.success) return key.data;
  throw new AppError('VALIDATION_FAILED', 'idempotency-key: must be 1 to 64 visible ASCII characters', {
    faults: [{ at: 'headers.idempotency-key', message: 'must be 1 to 64 visible ASCII characters' }],
  });
}

async function runAndKeep(
  store: IdempotencyStore,
  table: ErrorTable,
  { userId, key }: { userId: string; key: string },
  work: () => ReturnType<Parameters<Once>[1]>,
): Promise<Answer> {
  let answer: Answer;
  try {
    const done = await work();
    if (!done) throw new Error('a route that takes an Idempotency-Key wrote its answer itself, so nothing can be kept');
    answer = done;
  } catch (error) {
    const known = databaseAway(error) ?? (error instanceof AppError ? error : unexpected());
    const kept = table[known.code]?.transient
      ? store.release(userId, key)
      : store.keep(userId, key, toProblem(known, table, '').status, {
          error: { code: known.code, message: known.message, details: known.details },
        });
    // The error itself is the news; a key that could not be written is free again once its request counts as abandoned.
    await kept.catch(() => undefined);
    throw error;
  }
  await store.keep(userId, key, answer.status, { body: answer.body });
  return answer;
}

const unexpected = () => new AppError('INTERNAL_ERROR', 'Try again with another key.');

function replay(status: number, answer: KeptAnswer): Answer {
  if ('error' in answer) throw new AppError(answer.error.code, answer.error.message, answer.error.details);
  return { status, body: answer.body };
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
