/**
 * One line of the access log: who waits where and how long it took; no query, no header, so no token. Keys in the order in
 * which Terraform's jsonencode writes them: whoever takes the stack over (docs/handoff.md) plans no change.
 */
export const accessLogFormat = {
  bytes: '$context.responseLength',
  error: '$context.error.message',
  functionMilliseconds: '$context.integrationLatency',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  milliseconds: '$context.responseLatency',
  requestId: '$context.requestId',
  route: '$context.resourcePath',
  status: '$context.status',
  time: '$context.requestTime',
  trace: '$context.xrayTraceId',
} as const;
