import type { Express } from 'express';
import { createServiceApp } from '../shared/http/service-app.ts';
import { createIdempotencyStore } from '../shared/idempotency/idempotency-store.ts';
import { commentRoutes } from './comments/comment-routes.ts';
import type { CommunityDependencies } from './dependencies.ts';
import { communityErrors } from './errors.ts';
import { newsRoutes } from './news/news-routes.ts';
import { postRoutes } from './posts/post-routes.ts';

export interface CommunityAppOptions {
  /** On everywhere but in production. */
  readonly checkResponses: boolean;
  readonly isReady?: () => boolean;
}

/** The Express application of community; it does not listen. */
export const createCommunityApp = (
  deps: Omit<CommunityDependencies, 'close' | 'ticket'>,
  options: CommunityAppOptions,
): Express =>
  createServiceApp({
    ...deps.foundation,
    ...options,
    service: 'community',
    routes: [...postRoutes(deps), ...commentRoutes(deps), ...newsRoutes(deps)],
    errors: communityErrors,
    idempotencyStore: createIdempotencyStore(deps.pool),
    dependencies: deps.dependencies,
  });
