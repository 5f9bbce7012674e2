import { trace } from '@opentelemetry/api';
import { type DestinationStream, type Logger, pino } from 'pino';
import { requestContext } from './request-context.ts';

export type { Logger } from 'pino';

/**
 * JSON lines on standard output with service, request id and user id. Credentials are cut out wherever they stand.
 * @param destination where lines go; standard output without it (tests pass a stream)
 */
export function createLogger(options: { service: string; level: string }, destination?: DestinationStream): Logger {
  const settings = {
    level: options.level,
    base: { service: options.service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: contextFields,
    redact: {
      paths: [
        'authorization',
        'cookie',
        '*.authorization',
        '*.cookie',
        '*.password',
        '*.token',
        '*.refreshToken',
        '*["set-cookie"]',
      ],
      censor: '[cut]',
    },
  };
  return destination ? pino(settings, destination) : pino(settings);
}

function contextFields() {
  const context = requestContext();
  if (!context) return {};
  const traceId = context.trace && trace.getSpanContext(context.trace)?.traceId;
  return {
    requestId: context.requestId,
    ...(context.userId && { userId: context.userId }),
    ...(traceId && { traceId }),
  };
}
