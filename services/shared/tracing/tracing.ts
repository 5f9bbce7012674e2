import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  type SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { ZipkinExporter } from '@opentelemetry/exporter-zipkin';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { requestContext } from '../logging/request-context.ts';

export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Spans made by hand at the borders of a service (HTTP in, HTTP out, Kafka in, Kafka out). Automatic instrumentation
 * doubles the CPU of a request (dependencies.md 8), and the borders are what a person on call follows.
 */
export interface Tracing {
  /** Opens a span below the caller's `traceparent`, or below the running request when `headers` is undefined. */
  open(name: string, kind: SpanKind, headers: Headers | undefined): OpenSpan;
  /** The headers that carry the running trace to the next service; empty outside a trace. */
  headers(context?: Context): Record<string, string>;
  /** Sends what is buffered. */
  shutdown(): Promise<void>;
}

export interface OpenSpan {
  readonly span: Span;
  readonly context: Context;
  /** Ends the span, marked as failed when there is an error. */
  end(error?: unknown): void;
}

const propagator = new W3CTraceContextPropagator();
const getter = {
  keys: (carrier: Headers) => Object.keys(carrier),
  get: (carrier: Headers, key: string) => {
    const value = carrier[key];
    return Array.isArray(value) ? value[0] : value;
  },
};
const setter = {
  set: (carrier: Record<string, string>, key: string, value: string) => {
    carrier[key] = value;
  },
};

/**
 * @param options.endpoint Zipkin's /api/v2/spans; without it spans are made (so that traceparent goes on) but not sent
 * @param options.probability share of new traces that are recorded; a caller's decision is kept
 * @param options.exporter replaces Zipkin, for tests
 */
export function createTracing(options: {
  service: string;
  endpoint?: string | undefined;
  probability: number;
  exporter?: SpanExporter;
}): Tracing {
  const exporter = options.exporter ?? (options.endpoint ? new ZipkinExporter({ url: options.endpoint }) : undefined);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': options.service }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(exporter ? options.probability : 0) }),
    spanProcessors: exporter ? [new BatchSpanProcessor({ exporter })] : [],
  });
  const tracer: Tracer = provider.getTracer('urr');
  const current = () => requestContext()?.trace ?? ROOT_CONTEXT;
  return {
    open(name, kind, headers) {
      const parent = headers ? propagator.extract(ROOT_CONTEXT, headers, getter) : current();
      const span = tracer.startSpan(name, { kind }, parent);
      return { span, context: trace.setSpan(parent, span), end: (error) => endSpan(span, error) };
    },
    headers(context = current()) {
      const carrier: Record<string, string> = {};
      propagator.inject(context, carrier, setter);
      return carrier;
    },
    shutdown: () => provider.shutdown(),
  };
}

function endSpan(span: Span, error: unknown): void {
  if (error !== undefined) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : 'failed' });
  }
  span.end();
}
