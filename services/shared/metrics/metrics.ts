import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The metrics of one process; one registry each, so that tests never share counters. */
export interface Metrics {
  readonly registry: Registry;
  /** Counts up; `labels` are the label names. The same name brings the same counter: what subscribes again counts on. */
  counter(name: string, help: string, labels?: readonly string[]): Counter;
  gauge(name: string, help: string, labels?: readonly string[]): Gauge;
  /** Seconds, with buckets from 1 ms to 10 s. */
  histogram(name: string, help: string, labels?: readonly string[]): Histogram;
}

const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10];

/** @param processMetrics also collect Node's own figures; off in tests, because their observers outlive the registry. */
export function createMetrics(service: string, processMetrics = true): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const common = (name: string, help: string, labels: readonly string[] = []) => ({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
  });
  const counters = new Map<string, Counter>();
  return {
    registry,
    counter(name, help, labels) {
      const counter = counters.get(name) ?? new Counter(common(name, help, labels));
      counters.set(name, counter);
      return counter;
    },
    gauge: (name, help, labels) => new Gauge(common(name, help, labels)),
    histogram: (name, help, labels) => new Histogram({ ...common(name, help, labels), buckets: durationBuckets }),
  };
}
