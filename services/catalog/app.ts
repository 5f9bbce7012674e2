import type { Express } from 'express';
import type { Dependency } from '../shared/health/health.ts';
import type { Foundation } from '../shared/http/foundation.ts';
import { createServiceApp } from '../shared/http/service-app.ts';
import { eventAdminRoutes } from './admin/event-admin-routes.ts';
import { type OfficeRouteDependencies, officeRoutes } from './admin/office-routes.ts';
import { seatAdminRoutes } from './admin/seat-admin-routes.ts';
import { type ArtistRouteDependencies, artistRoutes } from './artists/artist-routes.ts';
import { type EnrichmentRouteDependencies, enrichmentRoute } from './enrichment/enrichment-routes.ts';
import { catalogErrors } from './errors.ts';
import { type EventRouteDependencies, eventRoutes } from './events/event-routes.ts';
import { type ImageRouteDependencies, imageRoutes } from './images/image-routes.ts';

export interface CatalogAppDependencies
  extends EventRouteDependencies,
    ArtistRouteDependencies,
    OfficeRouteDependencies,
    ImageRouteDependencies,
    Omit<EnrichmentRouteDependencies, 'logger'> {
  readonly memory: EventRouteDependencies['memory'] & ArtistRouteDependencies['memory'];
  readonly foundation: Foundation;
  readonly dependencies: readonly Dependency[];
  readonly checkResponses: boolean;
  readonly isReady?: () => boolean;
}

/** The Express application of catalog; it does not listen. */
export const createCatalogApp = ({ foundation, ...deps }: CatalogAppDependencies): Express =>
  createServiceApp({
    ...foundation,
    ...deps,
    service: 'catalog',
    routes: [
      ...eventRoutes(deps),
      ...artistRoutes(deps),
      ...eventAdminRoutes(deps),
      ...seatAdminRoutes(deps),
      ...officeRoutes(deps),
      ...imageRoutes(deps),
      enrichmentRoute({ ...deps, logger: foundation.logger }),
    ],
    errors: catalogErrors,
  });
