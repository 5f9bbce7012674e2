import type { Express, RequestHandler } from 'express';
import { checkHealth, type Dependency } from '../../shared/health/health.ts';
import type { Metrics } from '../../shared/metrics/metrics.ts';
import { docsPage, docsPagePolicy } from '../api-docs/docs-page.ts';
import type { JoinedOpenApi } from '../api-docs/joined-openapi.ts';
import { readTopology, type TopologySource } from './topology.ts';
import { topologyPage, topologyPagePolicy } from './topology-page.ts';

/** What the gateway answers by itself. */
export type OperationOptions = {
  /** Asked by /health; none of them makes the gateway unready (E15). */
  readonly dependencies: readonly Dependency[];
  readonly metrics: Metrics;
  readonly openApi: JoinedOpenApi;
  /** How a back end is asked for /topology; undefined for one that is not deployed. */
  readonly topologyOf: (service: string) => TopologySource | undefined;
  /** Turns false when the process is told to stop. */
  readonly isReady: () => boolean;
};

/** What a load balancer or CDN adds to each request, whatever the client sent. */
const proxyHeaders = ['x-forwarded-for', 'forwarded', 'via', 'x-amzn-trace-id', 'x-amz-cf-id'];

/** Prometheus scrapes pods directly; who came through the load balancer finds nothing here. */
const insideOnly: RequestHandler = (req, _res, next) => {
  next(proxyHeaders.some((name) => req.headers[name] !== undefined) ? 'route' : undefined);
};

export type OperationRoutes = (app: Express) => void;

/** Health, metrics and the API's documentation: everything that is not below /api. */
export function createOperationRoutes(options: OperationOptions): OperationRoutes {
  const { dependencies, metrics, openApi, isReady, topologyOf } = options;
  const own: TopologySource = {
    health: () => checkHealth('gateway', dependencies),
    metrics: () => metrics.registry.metrics(),
  };
  return (app) => {
    // The load balancer asks this. Without Redis the gateway still works, so "degraded" is no reason to take it out (E15).
    app.get('/health', async (_req, res) => {
      res.json(await checkHealth('gateway', dependencies));
    });
    app.get('/actuator/health', (_req, res) => {
      res.status(isReady() ? 200 : 503).json({ status: isReady() ? 'UP' : 'OUT_OF_SERVICE' });
    });
    app.get('/actuator/health/liveness', (_req, res) => {
      res.json({ status: 'UP' });
    });
    app.get('/actuator/health/readiness', (_req, res) => {
      res.status(isReady() ? 200 : 503).json({ status: isReady() ? 'UP' : 'OUT_OF_SERVICE' });
    });
    app.get('/actuator/info', insideOnly, (_req, res) => {
      res.json({ service: 'gateway' });
    });
    app.get('/actuator/prometheus', insideOnly, async (_req, res) => {
      res.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    });
    app.get('/topology', insideOnly, async (req, res) => {
      const topology = await readTopology((service) => (service === 'gateway' ? own : topologyOf(service)));
      res.set('cache-control', 'no-store');
      if (req.accepts('json', 'html') === 'json') res.json(topology);
      else res.set('content-security-policy', topologyPagePolicy).type('html').send(topologyPage(topology));
    });
    app.get('/openapi.json', async (_req, res) => {
      res.json(await openApi());
    });
    app.get('/docs', (_req, res) => {
      res.set('content-security-policy', docsPagePolicy).type('html').send(docsPage);
    });
  };
}
