import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { CommunityParts } from '../posts/post-routes.ts';
import { deletedSchema } from '../posts/post-schemas.ts';
import { mustBeAuthor } from '../reads/author.ts';
import { paginationOf } from '../reads/pages.ts';
import { changeNews, deleteNews, findNews, listNews, viewNews, writeNews } from './news-repository.ts';
import { newsBodySchema, newsListQuery, newsListSchema, newsParams, newsSchema } from './news-schemas.ts';

const notFound = (id: string) => new AppError('NEWS_NOT_FOUND', `There is no news ${id}.`);

/** News, which administrators write (domain.md 1.8). */
export const newsRoutes = (parts: CommunityParts): Route[] => {
  const { pool } = parts;
  return [
    route({
      method: 'get',
      path: '/api/news',
      summary: 'News, pinned first, then newest first',
      access: 'public',
      input: { query: newsListQuery },
      responses: { 200: newsListSchema },
      handler: async ({ query }) => {
        const { news, total } = await listNews(pool, query);
        return { status: 200, body: { news, pagination: paginationOf(query, total) } };
      },
    }),
    route({
      method: 'get',
      path: '/api/news/:id',
      summary: 'One news item; counts a view, a reload does not',
      access: 'public',
      input: { params: newsParams },
      responses: { 200: newsSchema },
      errors: ['NEWS_NOT_FOUND'],
      handler: async ({ params, headers, user }) => {
        const news = await viewNews(pool, params.id, parts.viewerOf(headers, user), parts.viewWindowSeconds);
        if (!news) throw notFound(params.id);
        return { status: 200, body: { news } };
      },
    }),
    route({
      method: 'post',
      path: '/api/news',
      summary: 'Writes a news item',
      access: 'admin',
      idempotencyKey: true,
      input: { body: newsBodySchema },
      responses: { 201: newsSchema },
      handler: async ({ body, user }) => {
        const news = await writeNews(pool, user, body);
        parts.onEarned();
        return { status: 201, body: { news } };
      },
    }),
    route({
      method: 'put',
      path: '/api/news/:id',
      summary: "Changes one's own news item",
      access: 'admin',
      input: { params: newsParams, body: newsBodySchema },
      responses: { 200: newsSchema },
      errors: ['NEWS_NOT_FOUND', 'NOT_THE_AUTHOR'],
      handler: async ({ params, body, user }) => {
        const known = await findNews(pool, params.id);
        if (!known) throw notFound(params.id);
        mustBeAuthor(user, known.author_id);
        const news = await changeNews(pool, params.id, user.id, body);
        if (!news) throw notFound(params.id);
        return { status: 200, body: { news } };
      },
    }),
    route({
      method: 'delete',
      path: '/api/news/:id',
      summary: 'Deletes a news item',
      access: 'admin',
      input: { params: newsParams },
      responses: { 200: deletedSchema },
      errors: ['NEWS_NOT_FOUND'],
      handler: async ({ params, user }) => {
        if (!(await deleteNews(pool, user, params.id))) throw notFound(params.id);
        return { status: 200, body: { message: 'The news item is deleted.' } };
      },
    }),
  ];
};
