import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { mustBeAuthor, mustBeAuthorOrAdmin } from '../reads/author.ts';
import { paginationOf } from '../reads/pages.ts';
import type { ViewerOf } from '../reads/viewer.ts';
import { changePost, deletePost, findPost, listPosts, pinPost, viewPost, writePost } from './post-repository.ts';
import {
  changedPostSchema,
  deletedSchema,
  newPostSchema,
  pinSchema,
  postListQuery,
  postListSchema,
  postParams,
  postSchema,
} from './post-schemas.ts';

export interface CommunityParts {
  readonly pool: Pool;
  readonly viewerOf: ViewerOf;
  readonly viewWindowSeconds: number;
  /** Points were earned. */
  readonly onEarned: () => void;
}

const notFound = (id: string) => new AppError('POST_NOT_FOUND', `There is no post ${id}.`);

/** Posts of the boards, one board per artist (domain.md 1.8). */
export const postRoutes = (parts: CommunityParts): Route[] => {
  const { pool } = parts;
  const found = async (id: string) => {
    const post = await findPost(pool, id);
    if (!post) throw notFound(id);
    return post;
  };

  return [
    route({
      method: 'get',
      path: '/api/community/posts',
      summary: 'Posts, pinned first, then newest first',
      access: 'public',
      input: { query: postListQuery },
      responses: { 200: postListSchema },
      handler: async ({ query }) => {
        const { posts, total } = await listPosts(pool, query.artistId, query);
        return { status: 200, body: { posts, pagination: paginationOf(query, total) } };
      },
    }),
    route({
      method: 'get',
      path: '/api/community/posts/:id',
      summary: 'One post; counts a view, a reload does not',
      access: 'public',
      input: { params: postParams },
      responses: { 200: postSchema },
      errors: ['POST_NOT_FOUND'],
      handler: async ({ params, headers, user }) => {
        const viewer = parts.viewerOf(headers, user);
        const post = await viewPost(pool, params.id, viewer, parts.viewWindowSeconds);
        if (!post) throw notFound(params.id);
        return { status: 200, body: { post } };
      },
    }),
    route({
      method: 'post',
      path: '/api/community/posts',
      summary: 'Writes a post; members of the artist earn 30 points',
      access: 'user',
      idempotencyKey: true,
      input: { body: newPostSchema },
      responses: { 201: postSchema },
      handler: async ({ body, user }) => {
        const post = await writePost(pool, user, body);
        parts.onEarned();
        return { status: 201, body: { post } };
      },
    }),
    route({
      method: 'put',
      path: '/api/community/posts/:id',
      summary: "Changes one's own post",
      access: 'user',
      input: { params: postParams, body: changedPostSchema },
      responses: { 200: postSchema },
      errors: ['POST_NOT_FOUND', 'NOT_THE_AUTHOR'],
      handler: async ({ params, body, user }) => {
        mustBeAuthor(user, (await found(params.id)).author_id);
        const post = await changePost(pool, params.id, user.id, body);
        if (!post) throw notFound(params.id);
        return { status: 200, body: { post } };
      },
    }),
    route({
      method: 'put',
      path: '/api/community/posts/:id/pin',
      summary: 'Keeps a post on top, or lets it go',
      access: 'admin',
      input: { params: postParams, body: pinSchema },
      responses: { 200: postSchema },
      errors: ['POST_NOT_FOUND'],
      handler: async ({ params, body, user }) => {
        const post = await pinPost(pool, user, params.id, body.is_pinned);
        if (!post) throw notFound(params.id);
        return { status: 200, body: { post } };
      },
    }),
    route({
      method: 'delete',
      path: '/api/community/posts/:id',
      summary: 'Deletes a post with its comments; its author, or an administrator',
      access: 'user',
      input: { params: postParams },
      responses: { 200: deletedSchema },
      errors: ['POST_NOT_FOUND', 'NOT_THE_AUTHOR'],
      handler: async ({ params, user }) => {
        mustBeAuthorOrAdmin(user, (await found(params.id)).author_id);
        if (!(await deletePost(pool, user, params.id))) throw notFound(params.id);
        return { status: 200, body: { message: 'The post is deleted.' } };
      },
    }),
  ];
};
