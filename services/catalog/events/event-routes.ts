import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { paginationOf } from '../reads/page-query.ts';
import { notModified, publicAnswer } from '../reads/public-answer.ts';
import type { ShortMemory } from '../reads/short-memory.ts';
import type { EventListRepository } from './event-list-repository.ts';
import type { EventRepository } from './event-repository.ts';
import {
  type EventDetail,
  eventDetailSchema,
  eventListQuery,
  eventListSchema,
  queueInfoSchema,
} from './event-schemas.ts';
import { type KeywordMapping, readSearch } from './event-search.ts';
import { placeNames } from './place-names.ts';

export interface EventRouteDependencies {
  readonly eventLists: EventListRepository;
  readonly events: EventRepository;
  readonly memory: {
    readonly eventLists: ShortMemory<z.infer<typeof eventListSchema>>;
    readonly events: ShortMemory<EventDetail | undefined>;
    readonly keywords: ShortMemory<KeywordMapping[]>;
  };
}

const eventParams = z.object({ id: z.uuid() });

/** Events as anybody reads and searches them, and the queue's look at one (domain.md 1.7). */
export function eventRoutes({ eventLists, events, memory }: EventRouteDependencies): Route[] {
  async function list({ page, limit, status, q }: z.infer<typeof eventListQuery>) {
    const keywords = async () => [...(await memory.keywords.recall('all', events.keywordMappings)), ...placeNames];
    const search = q === '' ? undefined : readSearch(q, await keywords());
    const found = await eventLists.list({ status, search }, { page, limit });
    return { events: found.events, pagination: paginationOf({ page, limit }, found.total) };
  }

  return [
    route({
      method: 'get',
      path: '/api/events',
      summary: 'Events by sale start; `q` searches title, artist, venue and address in Korean and English',
      access: 'public',
      input: { query: eventListQuery },
      responses: { 200: eventListSchema, 304: notModified },
      handler: async ({ query, headers, user }) => {
        const { page, limit, status = '', q } = query;
        const key = [page, limit, status, q].join('\n');
        return publicAnswer(await memory.eventLists.recall(key, () => list(query)), headers, user);
      },
    }),
    route({
      method: 'get',
      path: '/api/events/:id',
      summary: 'One event with its ticket types and, when it has an artist, the presale hours of their members',
      access: 'public',
      input: { params: eventParams },
      responses: { 200: eventDetailSchema, 304: notModified },
      errors: ['EVENT_NOT_FOUND'],
      handler: async ({ params, headers, user }) => {
        const detail = await memory.events.recall(params.id, () => events.detail(params.id));
        if (!detail) throw notFound(params.id);
        return publicAnswer(detail, headers, user);
      },
    }),
    route({
      method: 'get',
      path: '/internal/events/:id/queue-info',
      summary: 'What the waiting line shows of an event',
      access: 'internal',
      input: { params: eventParams },
      responses: { 200: queueInfoSchema },
      errors: ['EVENT_NOT_FOUND'],
      handler: async ({ params }) => {
        const info = await events.queueInfo(params.id);
        // Not "Unknown", as it once was: a line for an event that does not exist admits people to nothing.
        if (!info) throw notFound(params.id);
        return { status: 200, body: info };
      },
    }),
  ];
}

const notFound = (id: string) => new AppError('EVENT_NOT_FOUND', `There is no event ${id}.`);
