import { armFaults } from '../faults/armed-faults.ts';
import type { Faults } from '../faults/fault-table.ts';
import { type CallerOf, createCallerCheck } from '../identity/internal-credential.ts';
import { createLogger, type Logger } from '../logging/logger.ts';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import { createTracing, type Tracing } from '../tracing/tracing.ts';

/** What every back end has, whatever it does. */
export interface Foundation {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly callerOf: CallerOf;
}

/** The settings it needs: `httpSettings` and `internalSettings` of config/common-settings.ts. */
interface FoundationConfig {
  readonly NODE_ENV?: string;
  readonly FAULTS?: Faults | undefined;
  readonly LOG_LEVEL: string;
  readonly ZIPKIN_ENDPOINT?: string | undefined;
  readonly TRACING_SAMPLING_PROBABILITY: number;
  readonly INTERNAL_CALLERS: Readonly<Record<string, string>>;
}

/** Builds logger, metrics, tracing and the check of internal callers for the service of this name. */
export function createFoundation(service: string, config: FoundationConfig): Foundation {
  const logger = createLogger({ service, level: config.LOG_LEVEL });
  const metrics = createMetrics(service);
  armFaults(config, { logger, metrics });
  return {
    logger,
    metrics,
    tracing: createTracing({
      service,
      endpoint: config.ZIPKIN_ENDPOINT,
      probability: config.TRACING_SAMPLING_PROBABILITY,
    }),
    callerOf: createCallerCheck(config.INTERNAL_CALLERS),
  };
}
