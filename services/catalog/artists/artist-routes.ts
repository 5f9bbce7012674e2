import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { EventListRepository } from '../events/event-list-repository.ts';
import { presaleSchedule } from '../events/presale-schedule.ts';
import { paginationOf } from '../reads/page-query.ts';
import { notModified, publicAnswer } from '../reads/public-answer.ts';
import type { ShortMemory } from '../reads/short-memory.ts';
import type { ArtistRepository } from './artist-repository.ts';
import { type ArtistDetail, artistDetailSchema, artistListQuery, artistListSchema } from './artist-schemas.ts';

export interface ArtistRouteDependencies {
  readonly artists: ArtistRepository;
  readonly eventLists: EventListRepository;
  readonly memory: {
    readonly artistLists: ShortMemory<z.infer<typeof artistListSchema>>;
    readonly artists: ShortMemory<ArtistDetail | undefined>;
  };
}

/** Artists as anybody reads them (domain.md 1.7). */
export function artistRoutes({ artists, eventLists, memory }: ArtistRouteDependencies): Route[] {
  async function list(page: z.infer<typeof artistListQuery>) {
    const found = await artists.list(page);
    return { artists: found.artists, pagination: paginationOf(page, found.total) };
  }

  async function detail(artistId: string): Promise<ArtistDetail | undefined> {
    const [found, { events }] = await Promise.all([
      artists.byId(artistId),
      eventLists.list({ artistId }, { page: 1, limit: 100 }),
    ]);
    if (!found) return undefined;
    const { event_count: _, member_count: memberCount, ...artist } = found;
    const withPresale = events.map((event) => ({
      ...event,
      pre_sale_schedule: presaleSchedule(new Date(event.sale_start_date)),
    }));
    return { artist, memberCount, events: withPresale };
  }

  return [
    route({
      method: 'get',
      path: '/api/artists',
      summary: 'Artists by name',
      access: 'public',
      input: { query: artistListQuery },
      responses: { 200: artistListSchema, 304: notModified },
      handler: async ({ query, headers, user }) => {
        const key = `${query.page}/${query.limit}`;
        return publicAnswer(await memory.artistLists.recall(key, () => list(query)), headers, user);
      },
    }),
    route({
      method: 'get',
      path: '/api/artists/:id',
      summary: 'One artist with their events',
      access: 'public',
      input: { params: z.object({ id: z.uuid() }) },
      responses: { 200: artistDetailSchema, 304: notModified },
      errors: ['ARTIST_NOT_FOUND'],
      handler: async ({ params, headers, user }) => {
        const found = await memory.artists.recall(params.id, () => detail(params.id));
        if (!found) throw new AppError('ARTIST_NOT_FOUND', `There is no artist ${params.id}.`);
        return publicAnswer(found, headers, user);
      },
    }),
  ];
}
