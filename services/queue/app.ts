import { AppError } from '../shared/errors/app-error.ts';
import type { Route } from '../shared/http/route.ts';
import { createServiceApp } from '../shared/http/service-app.ts';
import type { QueueDependencies } from './dependencies.ts';
import { queueErrors } from './errors.ts';
import { operatorRoutes } from './operator/operator-routes.ts';
import { streamRoute } from './streams/stream-route.ts';
import { queueRoutes } from './waiting/queue-routes.ts';
import { roomRoutes } from './waiting-room/room-routes.ts';

interface AppOptions {
  /** Off in production, where answers are trusted. */
  readonly checkResponses: boolean;
  readonly isReady?: () => boolean;
}

/** The queue's Express application; does not listen. */
export function createApp(dependencies: QueueDependencies, { checkResponses, isReady = () => true }: AppOptions) {
  const { foundation, redis, line, waiting, hub, rooms } = dependencies;
  const routes = [
    ...queueRoutes(waiting),
    streamRoute(waiting, hub),
    ...operatorRoutes(line, foundation.logger),
    ...(rooms ? roomRoutes(rooms.operate) : []),
  ];
  return createServiceApp({
    service: 'queue',
    routes: routes.map(sayWhenToComeBack),
    errors: queueErrors,
    dependencies: [{ name: 'redis', check: () => redis.ping() }],
    ...foundation,
    checkResponses,
    isReady,
  });
}

/** Seconds; a breaker in front of Redis tries once a second. */
const comeBackAfter: Readonly<Record<string, string>> = {
  DEPENDENCY_UNAVAILABLE: '2',
  STREAMS_FULL: '30',
  TOO_MANY_STREAMS: '30',
};

/** Passing troubles tell the client when to try again, so that an outage does not end in a stampede. */
function sayWhenToComeBack(route: Route): Route {
  return {
    ...route,
    handle: async (req, res) => {
      try {
        return await route.handle(req, res);
      } catch (error) {
        const seconds = error instanceof AppError ? comeBackAfter[error.code] : undefined;
        if (seconds) res.setHeader('retry-after', seconds);
        throw error;
      }
    },
  };
}
