import { createHash } from 'node:crypto';
import type { Foundation } from '../http/foundation.ts';
import { createCallerCheck, internalAuthorization } from '../identity/internal-credential.ts';
import { createLogger } from '../logging/logger.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { createTracing } from '../tracing/tracing.ts';

/** For tests: a silent foundation that knows the callers `gateway`, `ticket` and `payment`. */
export function fakeFoundation(service: string): Foundation {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  return {
    logger: createLogger({ service, level: 'silent' }),
    metrics: createMetrics(service, false),
    tracing: createTracing({ service, probability: 0 }),
    callerOf: createCallerCheck({
      gateway: digest(secretOf('gateway')),
      ticket: digest(secretOf('ticket')),
      payment: digest(secretOf('payment')),
    }),
  };
}

const secretOf = (caller: string) => `${caller}-secret-for-tests-0123456789abcdef`;

/** For tests: the Authorization header with which this caller is known to `fakeFoundation`. */
export const authorizationOf = (caller: 'gateway' | 'ticket' | 'payment') =>
  internalAuthorization(caller, secretOf(caller));
