import { randomUUID } from 'node:crypto';

const REQUEST_ID = /^[\w.-]{8,64}$/;
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[01]$/;

/**
 * The ids that follow a request through the platform. A request id is always there; a trace goes on when the caller began
 * one, and is begun here only when this gateway records spans (an invented one would tell back ends not to record theirs).
 */
export function traceIds(requestId: string | undefined, traceparent: string | undefined) {
  return {
    requestId: requestId !== undefined && REQUEST_ID.test(requestId) ? requestId : randomUUID(),
    traceparent: traceparent !== undefined && TRACEPARENT.test(traceparent) ? traceparent : undefined,
  };
}
