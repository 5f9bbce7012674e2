import type { PrismaClient } from '../../../prisma/generated/ticket_db/client.ts';
import type { Page } from '../reads/page-query.ts';
import type { ArtistRow } from './artist-schemas.ts';

export interface ArtistRepository {
  /** Artists by name, with how many events and active members each has. */
  list(page: Page): Promise<{ artists: ArtistRow[]; total: number }>;
  byId(id: string): Promise<ArtistRow | undefined>;
  /** Up to 40 artists without a picture or a description, first who was longest left alone: what fits into the gateway's 10 s. */
  incomplete(): Promise<Pick<ArtistRow, 'id' | 'name' | 'image_url' | 'description'>[]>;
}

/** Artists of ticket_db. @param clock members count until their year is over, whether or not a job has noticed */
export function createArtistRepository(prisma: PrismaClient, clock: () => Date): ArtistRepository {
  const counted = () => ({
    _count: {
      select: {
        events: { where: { deletedAt: null } },
        artistMemberships: { where: { status: 'active', expiresAt: { gt: clock() } } },
      },
    },
  });

  return {
    async list({ page, limit }) {
      const [artists, total] = await Promise.all([
        prisma.artist.findMany({
          include: counted(),
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
          skip: (page - 1) * limit,
          take: limit,
        }),
        prisma.artist.count(),
      ]);
      return { artists: artists.map(toArtistRow), total };
    },
    async byId(id) {
      const found = await prisma.artist.findUnique({ where: { id }, include: counted() });
      return found ? toArtistRow(found) : undefined;
    },
    async incomplete() {
      const found = await prisma.artist.findMany({
        where: { OR: [{ imageUrl: null }, { description: null }] },
        orderBy: [{ updatedAt: 'asc' }, { name: 'asc' }],
        take: 40,
      });
      return found.map(({ id, name, imageUrl, description }) => ({ id, name, image_url: imageUrl, description }));
    },
  };
}

interface CountedArtist {
  readonly id: string;
  readonly name: string;
  readonly imageUrl: string | null;
  readonly description: string | null;
  readonly membershipPrice: number;
  readonly _count: { readonly events: number; readonly artistMemberships: number };
}

const toArtistRow = (artist: CountedArtist): ArtistRow => ({
  id: artist.id,
  name: artist.name,
  image_url: artist.imageUrl,
  description: artist.description,
  membership_price: artist.membershipPrice,
  event_count: artist._count.events,
  member_count: artist._count.artistMemberships,
});
