import { randomUUID } from 'node:crypto';

const REQUEST_ID = /^[\w.-]{8,64}$/;
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[01]$/;

/** The ids that follow a request through the platform: the caller's where they are well formed, else new ones. */
export function traceIds(requestId: string | undefined, traceparent: string | undefined) {
  const hasId = requestId !== undefined && REQUEST_ID.test(requestId);
  const hasTrace = traceparent !== undefined && TRACEPARENT.test(traceparent);
  if (hasId && hasTrace) return { requestId, traceparent };
  // One random number serves both: a trace id is a UUID without dashes, and not sampled until somebody records it.
  const id = randomUUID();
  const hex = id.replaceAll('-', '');
  return {
    requestId: hasId ? requestId : id,
    traceparent: hasTrace ? traceparent : `00-${hex}-${hex.slice(8, 24)}-00`,
  };
}
