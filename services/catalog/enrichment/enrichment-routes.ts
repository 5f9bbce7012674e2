import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import { acting } from '../admin/acting.ts';
import type { TicketOffice } from '../admin/ticket-office.ts';
import type { ArtistRepository } from '../artists/artist-repository.ts';
import type { ArtistSource } from './artist-source.ts';
import { enrichArtists } from './enrich-artists.ts';

export interface EnrichmentRouteDependencies {
  readonly artists: ArtistRepository;
  /** Undefined without credentials of Spotify. */
  readonly artistSource: ArtistSource | undefined;
  readonly office: TicketOffice;
  readonly logger: Logger;
}

const pauseMs = 100;

/** POST /api/artists/enrich (domain.md 1.7). */
export function enrichmentRoute({ artists, artistSource, office, logger }: EnrichmentRouteDependencies): Route {
  return route({
    method: 'post',
    path: '/api/artists/enrich',
    summary: 'Fill in missing pictures and descriptions of artists, up to 40 at a time',
    access: 'admin',
    input: {},
    responses: { 200: z.object({ enriched: z.int(), unknown: z.int(), failed: z.int() }) },
    errors: ['ENRICHMENT_OFF'],
    handler: async ({ user, headers }) => {
      if (!artistSource) throw new AppError('ENRICHMENT_OFF', 'No credentials of a music service are configured.');
      const pause = () => sleep(pauseMs);
      const parts = { artists, source: artistSource, office, logger, pause };
      return { status: 200, body: { ...(await enrichArtists(parts, acting(user, headers))) } };
    },
  });
}
