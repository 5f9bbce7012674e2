import { fetch } from 'undici';
import { createFoundation, type Foundation } from '../shared/http/foundation.ts';
import { internalAuthorization } from '../shared/identity/internal-credential.ts';
import { closeRedis, createRedis } from '../shared/redis/redis-client.ts';
import { accessToken, entryToken, vwrToken } from '../shared/tokens/claims.ts';
import { createTokenVerifier } from '../shared/tokens/verify.ts';
import { createAccessKeys } from './access-keys/access-keys.ts';
import { createJoinedOpenApi } from './api-docs/joined-openapi.ts';
import { type GatewayConfig, serviceUrls } from './config.ts';
import type { Exchange } from './exchange.ts';
import { apiVersionFilter } from './filters/api-version.ts';
import { cookieAuthFilter } from './filters/cookie-auth.ts';
import { corsFilter } from './filters/cors.ts';
import { entryTokenFilter } from './filters/entry-token.ts';
import { jwtAuthFilter } from './filters/jwt-auth.ts';
import { rateLimitFilter } from './filters/rate-limit.ts';
import { vwrPassFilter } from './filters/vwr-pass.ts';
import { createObservation } from './operations/observation.ts';
import { createOperationRoutes } from './operations/operation-routes.ts';
import type { TopologySource } from './operations/topology.ts';
import { createRouteTable, routedServices } from './proxy/routes.ts';
import { Upstream } from './proxy/upstream.ts';
import { clientAddress } from './rate-limit/client-address.ts';
import { LocalWindows } from './rate-limit/local-windows.ts';
import { createRateLimiter } from './rate-limit/rate-limiter.ts';
import { RedisWindows } from './rate-limit/redis-windows.ts';

/** Everything the gateway works with; opens connections but waits for none (E15). */
export function buildDependencies(
  config: GatewayConfig,
  foundation: Foundation = createFoundation('gateway', { ...config, INTERNAL_CALLERS: {} }),
) {
  const { logger, metrics, tracing } = foundation;
  const nowMs = () => performance.now();
  const clock = () => new Date();
  const urls = serviceUrls(config);
  const redis = createRedis({ url: config.REDIS_URL, logger });
  const state = { isReady: true };

  const upstreams = new Map<string, Upstream>();
  for (const { name } of routedServices) {
    const baseUrl = urls[name];
    if (baseUrl === undefined) continue;
    const { UPSTREAM_CONNECT_TIMEOUT_MS: connectTimeoutMs, UPSTREAM_READ_TIMEOUT_MS: readTimeoutMs } = config;
    upstreams.set(name, new Upstream({ name, baseUrl, nowMs, connectTimeoutMs, readTimeoutMs }));
  }
  watchUpstreams(upstreams, metrics);

  const accessKeys = createAccessKeys({
    fetchJwks: () => fetchJson(`${config.AUTH_SERVICE_URL}/.well-known/jwks.json`),
    nowMs,
    logger,
  });
  const clientAddressOf = (exchange: Exchange) =>
    clientAddress(exchange.req.socket.remoteAddress, exchange.headers.forwardedFor, config.TRUSTED_PROXY_HOPS);
  const fallbacks = metrics.counter(
    'gateway_rate_limit_fallback_total',
    'Requests counted in this process because Redis is away',
  );
  const limiter = createRateLimiter({
    redisWindows: new RedisWindows(redis),
    localWindows: new LocalWindows(),
    nowMs,
    logger,
    onFallback: () => fallbacks.inc(),
  });

  return {
    foundation,
    accessKeys,
    app: {
      // architecture.md 6.1 and domain.md 1.1; each filter carries its documented number.
      filters: [
        corsFilter(config.CORS_ALLOWED_ORIGINS),
        apiVersionFilter,
        cookieAuthFilter(config.CORS_ALLOWED_ORIGINS),
        jwtAuthFilter({
          verifier: createTokenVerifier({ kind: accessToken, keys: accessKeys.current, clock }),
          accessKeys,
        }),
        rateLimitFilter({ limiter, limits: limitsOf(config), clientAddressOf }),
        entryTokenFilter(createTokenVerifier({ kind: entryToken, keys: () => config.ENTRY_TOKEN_JWKS, clock })),
        vwrPassFilter(createTokenVerifier({ kind: vwrToken, keys: () => config.VWR_TOKEN_JWKS, clock })),
      ],
      routeOf: createRouteTable((name) => upstreams.get(name)),
      operationRoutes: createOperationRoutes({
        dependencies: [{ name: 'redis', check: () => redis.ping() }],
        metrics,
        openApi: createJoinedOpenApi(
          [...upstreams.keys()].map((service) => ({
            service,
            fetch: () => fetchJson(`${urls[service]}/openapi.json`),
          })),
          nowMs,
        ),
        topologyOf: (service) => topologySource(urls[service]),
        isReady: () => state.isReady,
      }),
      observe: createObservation({
        metrics,
        logger,
        tracing: config.ZIPKIN_ENDPOINT === undefined ? undefined : tracing,
      }),
      logger,
      bodyLimits: { general: config.MAX_BODY_BYTES, imageUpload: config.MAX_IMAGE_BYTES },
      internalAuthorization: internalAuthorization('gateway', config.INTERNAL_CREDENTIAL),
      clientAddressOf,
    },
    /** Readiness fails, and streams end: they would keep the server from closing, and browsers open them again elsewhere. */
    async beginStop() {
      state.isReady = false;
      await Promise.all([...upstreams.values()].map((upstream) => upstream.closeStreams()));
    },
    async close() {
      await Promise.all([...upstreams.values()].map((upstream) => upstream.close()));
      await closeRedis(redis);
      await tracing.shutdown();
    },
  };
}

function limitsOf(config: GatewayConfig) {
  return {
    AUTH: config.RATE_LIMIT_AUTH_RPM,
    QUEUE: config.RATE_LIMIT_QUEUE_RPM,
    BOOKING: config.RATE_LIMIT_BOOKING_RPM,
    GENERAL: config.RATE_LIMIT_GENERAL_RPM,
  };
}

function watchUpstreams(upstreams: ReadonlyMap<string, Upstream>, metrics: Foundation['metrics']): void {
  const open = metrics.gauge('gateway_breaker_open', '1 while a back end gets no requests', ['upstream']);
  const underWay = metrics.gauge('gateway_requests_under_way', 'Requests that wait for a back end', [
    'upstream',
    'kind',
  ]);
  // prom-client asks for these when it is scraped; nothing is counted per request.
  Object.assign(open, {
    collect() {
      for (const [upstream, { breaker, callsUnderWay, streamsUnderWay }] of upstreams) {
        open.set({ upstream }, breaker.isOpen ? 1 : 0);
        underWay.set({ upstream, kind: 'call' }, callsUnderWay);
        underWay.set({ upstream, kind: 'stream' }, streamsUnderWay);
      }
    },
  });
}

const FETCH_TIMEOUT_MS = 2_000;
/** Longer than a back end waits for its own dependencies (3 s). */
const TOPOLOGY_TIMEOUT_MS = 4_000;

function topologySource(url: string | undefined): TopologySource | undefined {
  if (url === undefined) return undefined;
  const ask = (path: string) => fetch(url + path, { signal: AbortSignal.timeout(TOPOLOGY_TIMEOUT_MS) });
  return {
    // An ill service answers 503 with its report: that is an answer.
    health: async () => (await ask('/health')).json(),
    metrics: async () => (await ask('/actuator/prometheus')).text(),
  };
}

async function fetchJson(url: string): Promise<unknown> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}
