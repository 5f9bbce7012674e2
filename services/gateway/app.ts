import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { AppError } from '../shared/errors/app-error.ts';
import { faultyRequests } from '../shared/faults/faulty-requests.ts';
import type { Logger } from '../shared/logging/logger.ts';
import { gatewayErrors } from './errors.ts';
import { Exchange } from './exchange.ts';
import type { Filter } from './filters/filter.ts';
import { createFilterChain } from './filters/filter-chain.ts';
import type { OperationRoutes } from './operations/operation-routes.ts';
import { createProblemAnswer } from './operations/problem-answer.ts';
import { traceIds } from './operations/trace-context.ts';
import { IncomingHeaders, readHeaders } from './proxy/incoming-headers.ts';
import type { OnwardHeaderOptions } from './proxy/onward-headers.ts';
import { createProxy } from './proxy/proxy.ts';
import { readTarget } from './proxy/request-target.ts';
import type { RouteTable } from './proxy/routes.ts';

/** What the application is made from; tests and benchmarks leave filters out. */
export type GatewayAppOptions = OnwardHeaderOptions & {
  readonly filters: readonly Filter[];
  readonly routeOf: RouteTable;
  readonly operationRoutes: OperationRoutes;
  /** Told once per request below /api. */
  readonly observe: (exchange: Exchange) => void;
  readonly logger: Logger;
  /** Largest body that goes on, in bytes. */
  readonly bodyLimits: { readonly general: number; readonly imageUpload: number };
};

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const NO_TARGET = { path: '/', query: '', canonicalPath: '/' };

/** The gateway as an Express application: what is below /api goes through the filters to a back end, the rest is its own. */
export function createGatewayApp(options: GatewayAppOptions): Express {
  const { filters, routeOf, operationRoutes, observe, bodyLimits } = options;
  const answerProblem = createProblemAnswer(gatewayErrors, options.logger);
  const proxy = createProxy({
    ...options,
    mostBytes: (path) => (path === '/api/image/upload' ? bodyLimits.imageUpload : bodyLimits.general),
    onFailure: answerProblem,
  });
  const chain = createFilterChain(filters, routeAndProxy, answerProblem);

  function routeAndProxy(exchange: Exchange): void {
    exchange.upstream = routeOf(exchange.target.canonicalPath);
    proxy(exchange);
  }

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  for (const spoil of faultyRequests()) app.use(spoil);
  // First of all, because nearly every request is one: Express asks its layers one by one.
  app.use((req: Request, res: Response, next: NextFunction) => {
    const opened = openExchange(req, res);
    const isCall = isApiCall(req.url);
    if (isCall) observe(opened.exchange);
    if (opened.fault !== undefined) answerProblem(opened.exchange, opened.fault);
    else if (isCall) chain(opened.exchange);
    else next();
  });
  operationRoutes(app);
  app.use((req: Request, res: Response) => {
    answerProblem(
      openExchange(req, res).exchange,
      new AppError('ROUTE_NOT_FOUND', 'There is nothing at this address.'),
    );
  });
  app.use((error: unknown, req: Request, res: Response, _next: NextFunction) => {
    answerProblem(openExchange(req, res).exchange, error);
  });
  return app;
}

function isApiCall(url: string): boolean {
  return url.startsWith('/api/') || url.startsWith('/api?') || url === '/api';
}

// A request that cannot be read still gets an id, an answer and its place in the figures.
function openExchange(req: Request, res: Response): { exchange: Exchange; fault: unknown } {
  let headers = new IncomingHeaders();
  let target = NO_TARGET;
  let fault: unknown;
  try {
    headers = readHeaders(req.rawHeaders);
    target = readTarget(req.url);
    if (!METHODS.has(req.method)) throw new AppError('METHOD_NOT_ALLOWED', `${req.method} is not used here.`);
  } catch (error) {
    fault = error;
  }
  const ids = traceIds(headers.requestId, headers.traceparent);
  return { exchange: new Exchange(req, res, { headers, target, ...ids }), fault };
}
