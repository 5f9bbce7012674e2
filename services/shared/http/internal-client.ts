import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, SpanKind } from '@opentelemetry/api';
import CircuitBreaker from 'opossum';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { spoilCall } from '../faults/faulty-parts.ts';
import { internalAuthorization } from '../identity/internal-credential.ts';
import { requestContext } from '../logging/request-context.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Tracing } from '../tracing/tracing.ts';

/** The callee answered with a problem document of its own: its status and code, for the caller to translate. */
export class UpstreamProblem extends Error {
  override readonly name = 'UpstreamProblem';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

export interface InternalClientOptions {
  /** Name of the service that is called, for messages and metrics. */
  readonly target: string;
  readonly baseUrl: string;
  /** Name and secret of the calling service (ruling E8). */
  readonly caller: string;
  readonly credential: string;
  readonly tracing: Tracing;
  readonly metrics: Metrics;
  /** Milliseconds; domain.md 1.0 has connect 5 s and read 10 s. */
  readonly connectTimeoutMs?: number;
  readonly readTimeoutMs?: number;
}

export interface InternalRequest<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, already encoded. */
  readonly path: string;
  readonly body?: unknown;
  readonly response: z.ZodType<T>;
}

export interface InternalClient {
  /**
   * @throws UpstreamProblem for a 4xx answer; AppError UPSTREAM_FAILED, UPSTREAM_TIMEOUT or DEPENDENCY_UNAVAILABLE
   *   (breaker open) when there was no usable answer
   */
  call<T>(request: InternalRequest<T>): Promise<T>;
  close(): Promise<void>;
}

/** domain.md 1.0: window 10 calls, opens at 50 % failures, stays open 10 s. */
const breakerSettings = {
  timeout: false,
  volumeThreshold: 10,
  errorThresholdPercentage: 50,
  resetTimeout: 10_000,
  rollingCountTimeout: 10_000,
  // A 4xx is an answer, not an illness.
  errorFilter: (error: unknown) => error instanceof UpstreamProblem,
} as const;
const connectionTries = 3;
const firstRetryMs = 500;

const problemSchema = z.object({ code: z.string(), detail: z.string().default('') });

/** A JSON client for one service: pooled connections, time-outs, retries of lost connections, a breaker. */
export function createInternalClient(options: InternalClientOptions): InternalClient {
  const { target, connectTimeoutMs = 5_000, readTimeoutMs = 10_000, tracing } = options;
  const dispatcher = new Agent({
    connect: { timeout: connectTimeoutMs },
    headersTimeout: readTimeoutMs,
    bodyTimeout: readTimeoutMs,
    connections: 64,
  });
  const send = async (call: InternalRequest<unknown>, trace: Context) => {
    await spoilCall();
    const requestId = requestContext()?.requestId;
    const response = await request(new URL(call.path, options.baseUrl), {
      dispatcher,
      method: call.method,
      headers: {
        authorization: internalAuthorization(options.caller, options.credential),
        accept: 'application/json',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(requestId && { 'x-request-id': requestId }),
        ...tracing.headers(trace),
      },
      body: call.body === undefined ? null : JSON.stringify(call.body),
    });
    const text = await response.body.text();
    if (response.statusCode < 400) return text;
    if (response.statusCode >= 500) throw new AppError('UPSTREAM_FAILED', `${target} answered ${response.statusCode}.`);
    const problem = problemSchema.safeParse(parseJson(text));
    throw new UpstreamProblem(response.statusCode, problem.data?.code ?? 'UNKNOWN', problem.data?.detail ?? '');
  };
  const breaker = new CircuitBreaker(
    (call: InternalRequest<unknown>, trace: Context) => withRetries(() => send(call, trace)),
    breakerSettings,
  );
  const seconds = options.metrics.histogram(`client_${target}_seconds`, `Time of calls to ${target}`, ['outcome']);

  return {
    async call(wanted) {
      const stop = seconds.startTimer();
      const span = tracing.open(`${target} ${wanted.method} ${wanted.path.split('?')[0]}`, SpanKind.CLIENT, undefined);
      try {
        const answer = wanted.response.safeParse(parseJson(await breaker.fire(wanted, span.context)));
        if (!answer.success)
          throw new AppError('UPSTREAM_FAILED', `${target} answered something unexpected.`, {}, answer.error);
        stop({ outcome: 'ok' });
        span.end();
        return answer.data;
      } catch (error) {
        stop({ outcome: error instanceof UpstreamProblem ? 'refused' : 'failed' });
        span.end(error);
        throw translated(error, target);
      }
    },
    async close() {
      breaker.shutdown();
      await dispatcher.close();
    },
  };
}

/** Only connections that never stood are tried again: nothing was sent, so nothing can happen twice. */
async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code = errorCode(error);
      if (
        attempt >= connectionTries ||
        !['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(code)
      )
        throw error;
      await sleep(firstRetryMs * 2 ** (attempt - 1));
    }
  }
}

function translated(error: unknown, target: string): unknown {
  if (error instanceof AppError || error instanceof UpstreamProblem) return error;
  const code = errorCode(error);
  if (code === 'EOPENBREAKER')
    return new AppError('DEPENDENCY_UNAVAILABLE', `${target} is not well; calls are paused.`, {}, error);
  if (/TIMEOUT/.test(code)) return new AppError('UPSTREAM_TIMEOUT', `${target} did not answer in time.`, {}, error);
  return new AppError('UPSTREAM_FAILED', `${target} could not be reached.`, {}, error);
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
