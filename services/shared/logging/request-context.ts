import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from '@opentelemetry/api';

/** What every log line and every outgoing call of one request or one event carries. */
export interface RequestContext {
  readonly requestId: string;
  readonly userId?: string | undefined;
  /** The OpenTelemetry context whose span is this request's. */
  readonly trace?: Context | undefined;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` so that everything inside, awaited or not, sees the context. */
export const withRequestContext = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);

/** The context of the running request; undefined outside one. */
export const requestContext = (): RequestContext | undefined => storage.getStore();
