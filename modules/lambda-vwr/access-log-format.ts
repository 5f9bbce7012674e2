/** One line of the access log: who waits where and how long it took; no query, no header, so no token. */
export const accessLogFormat = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  functionMilliseconds: '$context.integrationLatency',
  trace: '$context.xrayTraceId',
  error: '$context.error.message',
} as const;
