import type { Express } from 'express';
import { createServiceApp } from '../shared/http/service-app.ts';
import { demandRoutes } from './demand/demand-routes.ts';
import type { StatsDependencies } from './dependencies.ts';
import { statsErrors } from './errors.ts';
import { operationRoutes } from './operation/operation-routes.ts';
import { overviewRoutes } from './overview/overview-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { salesRoutes } from './sales/sales-routes.ts';

export interface StatsAppOptions {
  /** On everywhere but in production. */
  readonly checkResponses: boolean;
  readonly isReady?: () => boolean;
}

/** The Express application of stats; it does not listen. */
export const createStatsApp = (deps: Omit<StatsDependencies, 'log' | 'close'>, options: StatsAppOptions): Express =>
  createServiceApp({
    ...deps.foundation,
    ...options,
    service: 'stats',
    routes: [
      ...overviewRoutes(deps.reading),
      ...salesRoutes(deps.reading),
      ...peopleRoutes(deps.reading),
      ...demandRoutes(deps.reading),
      ...operationRoutes(deps),
    ],
    errors: statsErrors,
    dependencies: deps.dependencies,
  });
