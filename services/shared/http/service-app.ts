import { randomUUID } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import { SpanKind } from '@opentelemetry/api';
import express, {
  type Application,
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { z } from 'zod';
import { AppError, type ErrorTable } from '../errors/app-error.ts';
import { problemMediaType, toProblem } from '../errors/problem.ts';
import { faultyRequests } from '../faults/faulty-requests.ts';
import { checkHealth, type Dependency } from '../health/health.ts';
import type { IdempotencyStore } from '../idempotency/idempotency-store.ts';
import { createIdempotency } from '../idempotency/idempotent.ts';
import type { CallerOf } from '../identity/internal-credential.ts';
import type { Logger } from '../logging/logger.ts';
import { withRequestContext } from '../logging/request-context.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { databaseAway } from '../postgres/database-away.ts';
import type { Tracing } from '../tracing/tracing.ts';
import { bodyErrorToAppError, bodyParserFor } from './body.ts';
import { openApiDocument } from './openapi.ts';
import type { Answer, Once, Route } from './route.ts';

export interface ServiceAppOptions {
  readonly service: string;
  readonly routes: readonly Route[];
  /** The service's own codes; the common ones are always there. */
  readonly errors: ErrorTable;
  readonly dependencies: readonly Dependency[];
  readonly callerOf: CallerOf;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  /** Compares every answer with its schema and fails loudly; on everywhere but in production. */
  readonly checkResponses: boolean;
  /** Turns false when the process is told to stop: readiness fails and the load balancer looks elsewhere. */
  readonly isReady?: () => boolean;
  /** Where routes with `idempotencyKey` keep their answers; demanded as soon as there is one. */
  readonly idempotencyStore?: IdempotencyStore;
}

/** Told of every answer. Nobody listens but tests, which write down what they have exercised. */
const answered = channel('urr:answered');

/** Bytes; bodies of this API are small. */
const bodyLimit = 65_536;

/** The Express application every back end shares: reads as the list of what happens to a request. */
export function createServiceApp(options: ServiceAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  for (const spoil of faultyRequests()) app.use(spoil);
  operationRoutes(app, options);
  app.use(openRequest(options));
  const once = onceOf(options);
  for (const route of options.routes) {
    app[route.method](
      route.path,
      credential(route, options.callerOf),
      ...bodyParserFor(route, route.bodyLimit ?? bodyLimit),
      answerWith(route, options, once),
    );
  }
  app.use(unknownRoute(options.routes));
  app.use(logError(options.logger));
  app.use(sendError(options.errors));
  return app;
}

function operationRoutes(app: Application, options: ServiceAppOptions): void {
  const { service, dependencies, metrics, isReady = () => true } = options;
  const report = () => checkHealth(service, dependencies);
  const essentials = dependencies.filter(({ optional }) => !optional);
  app.get('/health', async (_req, res) => {
    const health = await report();
    res.status(health.status === 'ok' ? 200 : 503).json(health);
  });
  app.get('/actuator/health/liveness', (_req, res) => {
    res.json({ status: 'UP' });
  });
  app.get('/actuator/health/readiness', async (_req, res) => {
    const health = isReady()
      ? await checkHealth(service, essentials)
      : { service, status: 'degraded', dependencies: { shutdown: 'in progress' } };
    res.status(health.status === 'ok' ? 200 : 503).json(health);
  });
  app.get('/actuator/prometheus', async (_req, res) => {
    res.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  const document = openApiDocument(service, options.routes, options.errors);
  app.get('/openapi.json', (_req, res) => {
    res.json(document);
  });
}

/** Gives the request its id, its span and its timer; everything after runs inside its context. */
function openRequest({ service, metrics, tracing, callerOf }: ServiceAppOptions): RequestHandler {
  const duration = metrics.histogram('http_server_requests_seconds', 'Time to answer', ['method', 'route', 'status']);
  return (req, res, next) => {
    const requestId = requestIdOf(req);
    const span = tracing.open(`${req.method} ${req.path}`, SpanKind.SERVER, req.headers);
    const stop = duration.startTimer();
    res.setHeader('x-request-id', requestId);
    res.once('close', () => {
      const route = matchedPath(req);
      stop({ method: req.method, route, status: String(res.statusCode) });
      if (answered.hasSubscribers) answered.publish({ service, method: req.method, route, status: res.statusCode });
      span.span.updateName(`${req.method} ${route}`);
      span.span.setAttribute('http.response.status_code', res.statusCode);
      span.end(res.statusCode >= 500 ? new Error(`answered ${res.statusCode}`) : undefined);
    });
    withRequestContext({ requestId, trace: span.context, userId: userIdOf(req, callerOf) }, next);
  };
}

/** Whose request it is, for log lines: only the gateway's word counts, or anybody could write a name into our log. */
function userIdOf(req: Request, callerOf: CallerOf): string | undefined {
  const userId = req.headers['x-user-id'];
  return typeof userId === 'string' && callerOf(req.headers.authorization) === 'gateway' ? userId : undefined;
}

/** Express notes the matched route on the request, typed as anything. */
const matchedRoute = z.object({ path: z.string() });
const matchedPath = (req: Request): string => matchedRoute.safeParse(req.route).data?.path ?? 'unknown';

function requestIdOf(req: Request): string {
  const given = req.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
}

/** Everything but `open` routes needs a caller we know; `public` and `user` ones come through the gateway (E8). */
function credential(route: Route, callerOf: CallerOf): RequestHandler {
  return (req, _res, next) => {
    if (route.access === 'open') return next();
    const caller = callerOf(req.headers.authorization);
    if (caller === undefined)
      throw new AppError('INTERNAL_CREDENTIAL_REQUIRED', 'This service answers other services only.');
    if (!mayCall(route, caller)) {
      throw new AppError('INTERNAL_CREDENTIAL_REFUSED', `${caller} may not call this route.`);
    }
    next();
  };
}

function mayCall({ access, callers }: Route, caller: string): boolean {
  if (access !== 'internal') return caller === 'gateway';
  return callers === undefined ? caller !== 'gateway' : callers.some((name) => name === caller);
}

function onceOf({ routes, idempotencyStore, errors, service }: ServiceAppOptions): Once | undefined {
  if (idempotencyStore) return createIdempotency(idempotencyStore, errors);
  const [taker] = routes.filter(({ idempotencyKey }) => idempotencyKey);
  if (taker) throw new Error(`${service}: ${taker.path} takes an Idempotency-Key, and there is no store to keep it in`);
  return undefined;
}

function answerWith(route: Route, options: ServiceAppOptions, once: Once | undefined): RequestHandler {
  return async (req, res) => {
    const answer = await route.handle(req, res, once);
    if (answer) send(res, options.checkResponses ? checked(answer, route) : answer);
  };
}

function send(res: Response, { status, body, headers = {} }: Answer): void {
  res.status(status);
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  if (body === undefined) res.end();
  else res.json(body);
}

/** @throws Error (a 500, loudly) when a handler answers something that its contract does not have */
function checked(answer: Answer, route: Route): Answer {
  const schema = route.responses[answer.status];
  if (!schema) throw new Error(`${route.method} ${route.path} answered the undocumented status ${answer.status}`);
  return answer.body === undefined ? answer : { ...answer, body: schema.parse(answer.body) };
}

function unknownRoute(routes: readonly Route[]): RequestHandler {
  const known = routes.map((route) => ({
    ...route,
    pattern: new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}/?$`),
  }));
  return (req, res) => {
    const methods = known.filter((route) => route.pattern.test(req.path)).map((route) => route.method.toUpperCase());
    if (methods.length === 0) throw new AppError('ROUTE_NOT_FOUND', `There is no ${req.path}.`);
    res.setHeader('allow', methods.join(', '));
    throw new AppError('METHOD_NOT_ALLOWED', `${req.path} allows ${methods.join(', ')}.`);
  };
}

function logError(logger: Logger) {
  return (thrown: unknown, _req: Request, _res: Response, next: NextFunction) => {
    const away = databaseAway(thrown);
    const error = away ?? bodyErrorToAppError(thrown);
    if (away) logger.warn({ err: thrown }, 'the database is away');
    else if (error instanceof AppError) logger.info({ code: error.code, details: error.message }, 'refused');
    else logger.error({ err: thrown }, 'failed');
    next(error);
  };
}

function sendError(table: ErrorTable) {
  return (error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    // A stream that already began cannot change its status; cutting it off is the only honest end.
    if (res.headersSent) {
      res.destroy();
      return;
    }
    const requestId = res.getHeader('x-request-id');
    const problem = toProblem(error, table, typeof requestId === 'string' ? requestId : 'unknown');
    if (typeof problem.retryAfterSeconds === 'number') res.setHeader('retry-after', problem.retryAfterSeconds);
    res.status(problem.status).type(problemMediaType).send(JSON.stringify(problem));
  };
}
