import type { ActingAdmin } from '../../shared/administration/acting-admin.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import type { TicketOffice } from '../admin/ticket-office.ts';
import type { ArtistRepository } from '../artists/artist-repository.ts';
import type { ArtistSource } from './artist-source.ts';

interface EnrichParts {
  readonly artists: Pick<ArtistRepository, 'incomplete'>;
  readonly source: ArtistSource;
  readonly office: Pick<TicketOffice, 'editArtist'>;
  readonly logger: Logger;
  /** Between two questions: 100 ms (domain.md 1.7). */
  readonly pause: () => Promise<void>;
}

export interface Enriched {
  readonly enriched: number;
  readonly unknown: number;
  readonly failed: number;
}

/** Fills in pictures and descriptions that are missing; what an administrator has written stays. */
export async function enrichArtists(
  { artists, source, office, logger, pause }: EnrichParts,
  by: ActingAdmin,
): Promise<Enriched> {
  const counts = { enriched: 0, unknown: 0, failed: 0 };
  for (const artist of await artists.incomplete()) {
    await pause();
    try {
      const profile = await source.find(artist.name);
      const news = profile && {
        imageUrl: artist.image_url === null ? profile.imageUrl : null,
        description: artist.description === null ? profile.description : null,
      };
      if (!news || (news.imageUrl === null && news.description === null)) counts.unknown += 1;
      else {
        await office.editArtist(by, artist.id, news);
        counts.enriched += 1;
      }
    } catch (error) {
      // The others need not wait for this one; the count says that something is left to do.
      logger.warn({ err: error, artistId: artist.id }, 'an artist could not be enriched');
      counts.failed += 1;
    }
  }
  return counts;
}
